//! What stands in the second part of the program.

/// Modules and functions that the first screens do without: the map and the chapter of the line, whatever is done there by
/// pointer or keys. What is reached through these alone goes with them and need not be named. Types stand for their methods.
///
/// A function that has one caller is copied into it, and then has no name here: `#[inline(never)]` keeps it apart. One that
/// the first screens call after all does no harm but that they wait for the second part, which a test in a browser sees.
/// Whatever a step of training calls has no place here.
pub const DOORS: &[&str] = &[
    "kittengrad::data::calendar",
    "kittengrad::data::csv::read_back",
    "kittengrad::data::csv::written",
    "kittengrad::data::formula",
    "kittengrad::data::pattern",
    "kittengrad::data::table",
    "kittengrad::data::typed::Typed",
    "kittengrad::export",
    "kittengrad::probe::bent",
    "kittengrad::probe::directions",
    "kittengrad::probe::map",
    "kittengrad::probe::neurons::is_dead",
    "kittengrad::probe::plane",
    "kittengrad::probe::profile",
    "kittengrad::probe::sheet",
    "kittengrad::probe::stack::Stacks::stack",
    "kittengrad::probe::stack::stack",
    "kittengrad::probe::sum",
    "kittengrad::probe::votes",
    "kittengrad::probe::walk",
    "kittengrad::scene::bent",
    "kittengrad::scene::classes",
    "kittengrad::scene::fit::errors::square",
    "kittengrad::scene::fit::ghosts::draw_letter",
    "kittengrad::scene::fit::other::write",
    "kittengrad::scene::fit::stack",
    "kittengrad::scene::fit::unseen::draw_band",
    "kittengrad::scene::fit::unseen::write",
    "kittengrad::scene::gradients",
    "kittengrad::scene::labels::Labels::boxed",
    "kittengrad::scene::labels::Labels::find",
    "kittengrad::scene::landscape",
    "kittengrad::scene::later",
    "kittengrad::scene::layers",
    "kittengrad::scene::losses",
    "kittengrad::scene::race",
    "kittengrad::scene::sketch",
    "kittengrad::scene::surface",
    "kittengrad::scene::sweep",
    "kittengrad::scene::tries",
    "kittengrad::scene::vector",
    "kittengrad::scene::votes",
    "kittengrad::scene::walk",
    "kittengrad::session::Session::clear",
    "kittengrad::session::Session::train_as",
    "kittengrad::session::beside::Beside::map",
    "kittengrad::session::brought",
    "kittengrad::session::by_hand::bend",
    "kittengrad::session::by_hand::edit",
    "kittengrad::session::by_hand::have_neurons",
    "kittengrad::session::by_hand::lay",
    "kittengrad::session::by_hand::lay_all",
    "kittengrad::session::classes",
    "kittengrad::session::gradients::compare",
    "kittengrad::session::gradients::cure",
    "kittengrad::session::gradients::helps",
    "kittengrad::session::gradients::in_numbers",
    "kittengrad::session::gradients::view",
    "kittengrad::session::knobs::interval::read",
    "kittengrad::session::knobs::ranges::ranges",
    "kittengrad::session::link::address::Link::describes",
    "kittengrad::session::link::address::Link::read",
    "kittengrad::session::link::address::quoted",
    "kittengrad::session::points::Points::replace",
    "kittengrad::session::race::fill",
    "kittengrad::session::race::outcome",
    "kittengrad::session::race::race",
    "kittengrad::session::race::view",
    "kittengrad::session::racing::Race::follow_all",
    "kittengrad::session::racing::Race::lanes",
    "kittengrad::session::racing::Race::with",
    "kittengrad::session::racing::many",
    "kittengrad::session::racing::proposals",
    "kittengrad::session::racing::rival",
    "kittengrad::session::remembered",
    "kittengrad::session::story::Story::read_runs",
    "kittengrad::session::story::Story::write_runs",
    "kittengrad::session::story::left",
    "kittengrad::session::story::rows::better_on_the_unseen",
    "kittengrad::session::story::rows::exam",
    "kittengrad::session::story::rows::is_the_plain_line",
    "kittengrad::session::story::rows::level_again",
    "kittengrad::session::story::rows::straight_layers_follow",
    "kittengrad::session::story::rows::twice_the_rate",
    "kittengrad::session::story::seen::has_them_apart",
    "kittengrad::session::story::seen::right_of_all",
    "kittengrad::session::story::starts::animals",
    "kittengrad::session::story::starts::few_houses",
    "kittengrad::session::story::starts::one_house",
    "kittengrad::session::story::starts::one_neuron",
    "kittengrad::session::story::starts::railway",
    "kittengrad::session::sweep::Sweep::next",
    "kittengrad::session::sweep::plan",
    "kittengrad::session::taken",
    "kittengrad::session::unseen::third",
    "kittengrad::session::views::fill_surface",
    "kittengrad::session::views::fill_sweep",
    "kittengrad::session::views::held_neuron",
    "kittengrad::session::views::layers",
    "kittengrad::session::views::losses",
    "kittengrad::session::views::surface",
    "kittengrad::session::views::surface_unfinished",
    "kittengrad::session::walk::backward",
    "kittengrad::session::walk::beside",
    "kittengrad::session::walk::found",
    "kittengrad::session::walk::go",
    "kittengrad::session::walk::has_fallen",
    "kittengrad::session::walk::is_tried",
    "kittengrad::session::walk::layers",
    "kittengrad::session::walk::one_step",
    "kittengrad::session::walk::onward",
    "kittengrad::session::walk::strolling",
    "kittengrad::session::walk::view",
    "kittengrad::task::plain",
    "kittengrad::task::sorted",
    "kittengrad::text::bent",
    "kittengrad::text::capacity",
    "kittengrad::text::classes",
    "kittengrad::text::cost",
    "kittengrad::text::dates",
    "kittengrad::text::gradients",
    "kittengrad::text::labels::freedom",
    "kittengrad::text::labels::step",
    "kittengrad::text::laboratory",
    "kittengrad::text::notices",
    "kittengrad::text::question::brief",
    "kittengrad::text::race",
    "kittengrad::text::recipe",
    "kittengrad::text::rules",
    "kittengrad::text::sentences::exploded",
    "kittengrad::text::sentences::fit::errors",
    "kittengrad::text::sentences::refusals",
    "kittengrad::text::sentences::sorting",
    "kittengrad::text::sentences::vanished",
    "kittengrad::text::stack",
    "kittengrad::text::story::backprop",
    "kittengrad::text::story::depth",
    "kittengrad::text::story::descent::headline",
    "kittengrad::text::story::descent::out_of_the_valley",
    "kittengrad::text::story::free",
    "kittengrad::text::story::layers",
    "kittengrad::text::story::loss",
    "kittengrad::text::story::neuron",
    "kittengrad::text::story::overfit",
    "kittengrad::text::table",
    "kittengrad::text::typed",
    "kittengrad::text::votes",
    "kittengrad::text::walk",
    "kittengrad::web::kit::canvas::Canvas::draw_raster",
    "kittengrad::web::kit::files",
    "kittengrad::web::kit::module",
    "kittengrad::web::kit::prints",
    "kittengrad::web::page::address::back_to_mine",
    "kittengrad::web::page::address::begin_anew",
    "kittengrad::web::page::address::open",
    "kittengrad::web::page::address::share",
    "kittengrad::web::page::form::layers::choose_activation",
    "kittengrad::web::page::form::layers::widen",
    "kittengrad::web::page::form::layers::widen_all",
    "kittengrad::web::page::form::turn::mark_sign",
    "kittengrad::web::page::form::write::write_words",
    "kittengrad::web::page::formulas",
    "kittengrad::web::page::frame::draw_everything",
    "kittengrad::web::page::home",
    "kittengrad::web::page::keep::forget",
    "kittengrad::web::page::kept",
    "kittengrad::web::page::laboratory::ask",
    "kittengrad::web::page::laboratory::draw_everything",
    "kittengrad::web::page::laboratory::go_on",
    "kittengrad::web::page::laboratory::hands",
    "kittengrad::web::page::laboratory::load::arrived",
    "kittengrad::web::page::laboratory::load::broke",
    "kittengrad::web::page::laboratory::load::came",
    "kittengrad::web::page::laboratory::load::fetch",
    "kittengrad::web::page::laboratory::load::say",
    "kittengrad::web::page::laboratory::show",
    "kittengrad::web::page::measuring",
    "kittengrad::web::page::notices",
    "kittengrad::web::page::others::answered",
    "kittengrad::web::page::pictures::bent",
    "kittengrad::web::page::pictures::chain",
    "kittengrad::web::page::pictures::fit::neuron",
    "kittengrad::web::page::pictures::fit::plane",
    "kittengrad::web::page::pictures::gradients",
    "kittengrad::web::page::pictures::layers",
    "kittengrad::web::page::pictures::losses",
    "kittengrad::web::page::pictures::race",
    "kittengrad::web::page::pictures::sum",
    "kittengrad::web::page::pictures::surface",
    "kittengrad::web::page::pictures::sweep",
    "kittengrad::web::page::pictures::walk",
    "kittengrad::web::page::pins",
    "kittengrad::web::page::point_form",
    "kittengrad::web::page::printing",
    "kittengrad::web::page::racing::take_time",
    "kittengrad::web::page::racing::train",
    "kittengrad::web::page::readouts::numbers",
    "kittengrad::web::page::script",
    "kittengrad::web::page::script::explain",
    "kittengrad::web::page::script::home",
    "kittengrad::web::page::script::laboratory",
    "kittengrad::web::page::strolling::stroll",
    "kittengrad::web::page::table",
    "learn::collapse",
    "learn::explain",
];

/// Whether a function is one of the doors' own, by its path in the source.
pub fn is_behind(doors: &[&str], name: &str) -> bool {
    let name = without_impl(name.trim_start_matches('<'));
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    doors.iter().any(|door| name.strip_prefix(door).is_some_and(is_end))
}

/// `a::<impl b::C>::d` is `a::d`.
fn without_impl(name: &str) -> String {
    match name.split_once("<impl ").and_then(|(path, rest)| Some((path, rest.split_once(">::")?.1))) {
        Some((path, rest)) => [path, rest].concat(),
        None => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{DOORS, is_behind};

    #[test]
    fn what_a_step_calls_has_no_door() {
        for door in DOORS {
            // What is only shown is not stepped.
            let room = door.strip_prefix("kittengrad::").or(door.strip_prefix("learn::")).unwrap_or_default();
            let beside = [
                "explain",
                "collapse",
                "data",
                "export",
                "probe",
                "scene",
                "session",
                "task::plain",
                "task::sorted",
                "text",
                "web",
            ];
            let beside = beside.iter().any(|each| room.starts_with(each));
            assert!(beside, "{door}");
        }
        assert!(DOORS.is_sorted(), "in the order of their names");
    }

    #[test]
    fn a_door_is_a_module_a_type_or_a_function() {
        let doors = ["page::table", "page::script::set", "session::undo"];
        for name in ["page::table::save", "<page::table::Reader as core::Held>::drop", "page::script::set::{{closure}}"]
        {
            assert!(is_behind(&doors, name), "{name}");
        }
        assert!(is_behind(&doors, "session::<impl session::Session>::undo"));
        for name in ["page::tables::save", "page::script::set_range", "core::drop<page::table::Reader>", ""] {
            assert!(!is_behind(&doors, name), "{name}");
        }
    }
}
