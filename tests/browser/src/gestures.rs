//! What hands do: click, tap, drag, type. Positions are CSS pixels of the view.

use serde_json::{Value, json};
use thirtyfour::{TypingData, WebElement, common::command::Command};

use crate::{Outcome, Page};

/// A place in the view, x and y.
pub type Place = (f64, f64);

/// Steps of a drag: enough for a page to follow it.
const STEPS: usize = 8;

impl Page {
    /// Clicks the element of this role and name.
    pub async fn click(&self, role: &str, name: &str) -> Outcome {
        Ok(self.find(role, name).await?.click().await?)
    }

    /// Replaces what stands in the field of this role and name.
    pub async fn type_into(&self, role: &str, name: &str, text: impl Into<TypingData>) -> Outcome {
        let field = self.find(role, name).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses a key, whether or not anything has the focus.
    pub async fn press_anywhere(&self, key: &str) -> Outcome {
        let actions = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.handle().cmd(Command::PerformActions(json!([source]).into())).await?;
        Ok(())
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.active_element().await?.send_keys(keys).await?)
    }

    /// Where something lies within an element: (0, 0) is its upper left corner, (1, 1) its lower right.
    pub async fn place(&self, element: &WebElement, part: Place) -> Outcome<Place> {
        let script = "const box = arguments[0].getBoundingClientRect(); return [box.x, box.y, box.width, box.height]";
        let [x, y, width, height]: [f64; 4] = self.execute(script, vec![element.to_json()?]).await?.convert()?;
        Ok((x + part.0 * width, y + part.1 * height))
    }

    /// Clicks with the mouse at a place.
    pub async fn click_at(&self, at: Place) -> Outcome {
        self.pointer("mouse", &[at]).await
    }

    /// Moves the mouse without pressing.
    pub async fn hover(&self, at: Place) -> Outcome {
        self.perform("mouse", vec![move_to(at, 0)]).await
    }

    /// Touches a place with a finger.
    pub async fn tap(&self, at: Place) -> Outcome {
        self.pointer("touch", &[at]).await
    }

    /// Drags with the mouse.
    pub async fn drag(&self, from: Place, to: Place) -> Outcome {
        self.pointer("mouse", &way(from, to)).await
    }

    /// Drags with a finger.
    pub async fn drag_by_touch(&self, from: Place, to: Place) -> Outcome {
        self.pointer("touch", &way(from, to)).await
    }

    /// Presses at the first place, moves through the others and lets go at the last.
    pub async fn pointer(&self, kind: &str, places: &[Place]) -> Outcome {
        let mut actions = Vec::new();
        for (i, place) in places.iter().enumerate() {
            actions.push(move_to(*place, if i == 0 { 0 } else { 16 }));
            if i == 0 {
                actions.push(json!({ "type": "pointerDown", "button": 0 }));
            }
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.perform(kind, actions).await
    }

    async fn perform(&self, kind: &str, actions: Vec<Value>) -> Outcome {
        let source =
            json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions });
        // Said directly: thirtyfour's own chain of actions knows the mouse only.
        self.handle().cmd(Command::PerformActions(json!([source]).into())).await?;
        Ok(())
    }
}

fn move_to((x, y): Place, milliseconds: u32) -> Value {
    let (x, y) = (x.round() as i64, y.round() as i64); // WebDriver wants whole pixels
    json!({ "type": "pointerMove", "x": x, "y": y, "duration": milliseconds, "origin": "viewport" })
}

fn way(from: Place, to: Place) -> Vec<Place> {
    let at = |i: usize| {
        let part = i as f64 / STEPS as f64;
        (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1))
    };
    (0..=STEPS).map(at).collect()
}
