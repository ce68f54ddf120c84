//! The next step and the loss of a line, written out with today's numbers.

use super::ids::{Id, Page};
use crate::session::{Model, Session};
use crate::task::{misses, update_terms};
use crate::text::quantity::Scale;
use crate::text::terms;
use crate::web::kit::rows::{rows, write as write_part};

/// Writes them; nothing where the model is no line, for which style shows no place.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn write(page: &Page, session: &Session) {
    let settings = session.settings();
    match settings.model {
        Model::Line => {}
        Model::Polynomial | Model::Network => return,
    }
    let (lang, quantity, misses) = (settings.lang, session.quantity(), misses(session.learner()));
    let scale = terms::scale(settings, &quantity, lang);
    let (updates, note) = match update_terms(session.learner()) {
        Ok(update) => {
            let (note, units) = (
                terms::update_note(settings, &quantity, lang),
                terms::units(settings, &misses.scaling, &quantity, lang),
            );
            (terms::update_rows(&update, scale).to_vec(), [&note, lang.pick(" ", ""), &units].concat())
        }
        Err(why) => (Vec::new(), terms::no_update(why, lang).to_owned()),
    };
    page.write(Id::UpdateNote, note);
    let places = rows(page.get(Id::UpdateTerms), page.get(Id::UpdateRow), updates.len());
    for (update, row) in updates.iter().zip(places) {
        let write = |role: &str, text: &str| write_part(&row, role, text);
        write("name", &[update.name, " ←"].concat());
        write("now", &update.now);
        write("rate", &update.rate);
        write("slope", &terms::enclosed(&update.slope));
        write("sign", update.sign);
        write("next", &update.next);
    }
    let loss = terms::loss_terms(&misses, settings.loss, Scale::new(&session.units(), lang));
    let lines = loss.map(|loss| terms::loss_line(&loss, lang).join("\n"));
    page.write(Id::LossTerms, lines.unwrap_or_default());
}
