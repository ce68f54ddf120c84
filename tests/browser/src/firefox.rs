//! What Firefox is asked for in another way than Chromium: the size of its view, its console, roles and names.

use serde_json::{Value, json};
use thirtyfour::{BrowserLogEntry, By, WebElement};

use crate::{Outcome, Page};

/// Whatever a hand or a key can take hold of.
const NAMED: &str = "button, input, select, textarea, a, summary, [role]";

impl Page {
    /// Makes the view, not the window, as large as the test says.
    pub(crate) async fn resize_firefox(&self, (width, height): (u32, u32)) -> Outcome {
        let frame = self.value("[outerWidth - innerWidth, outerHeight - innerHeight]").await?;
        let with = |size: u32, side: usize| size + frame[side].as_u64().unwrap_or(0) as u32;
        self.set_window_rect(0, 0, with(width, 0), with(height, 1)).await?;
        self.wait(&format!("innerWidth === {width} && innerHeight === {height}")).await
    }

    /// Errors and warnings about this site: uncaught ones, and what its security policy has refused. What a script writes by
    /// `console` itself stays in the site's own process and is not among them.
    pub(crate) async fn firefox_console(&self) -> Outcome<Vec<BrowserLogEntry>> {
        let script = format!(
            "const told = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError);
            Services.console.reset();
            return told.filter((one) => one.sourceName.startsWith({})).map((one) => [one.errorMessage, one.timeStamp])",
            json!(self.url())
        );
        self.ask("POST", "/moz/context", r#"{"context":"chrome"}"#)?;
        let told = self.script(&script).await;
        self.ask("POST", "/moz/context", r#"{"context":"content"}"#)?;
        let entry = |one: &Value| BrowserLogEntry {
            level: "SEVERE".into(),
            message: one[0].as_str().unwrap_or_default().into(),
            timestamp: one[1].as_i64().unwrap_or_default(),
            source: None,
        };
        Ok(told?.as_array().into_iter().flatten().map(entry).collect())
    }

    /// The elements of a role, and their names.
    pub(crate) async fn accessible_in_firefox(&self, role: &str) -> Outcome<Vec<(WebElement, String)>> {
        let mut found = Vec::new();
        for element in self.find_all(By::Css(NAMED)).await? {
            let of = |what: &str| self.ask("GET", &format!("/element/{}/{what}", element.element_id()), "");
            if of("computedrole")? == role {
                let name = of("computedlabel")?;
                found.push((element, name.as_str().unwrap_or_default().to_string()));
            }
        }
        Ok(found)
    }
}
