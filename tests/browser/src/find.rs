//! Finding things as a screen reader knows them: by role and accessible name, computed by the browser itself.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::{Browser, Failure, Outcome, Page, page::PATIENCE};

/// What was found, in the words of the protocol that found it.
#[derive(Debug)]
enum Found {
    /// A node of Chrome's DevTools.
    Node(u64),
    Element(WebElement),
}

impl Page {
    /// The one element of this role and exact name; waits until it is there.
    pub async fn find(&self, role: &str, name: &str) -> Outcome<WebElement> {
        self.find_where(role, &format!("named {name:?}"), |found| found == name).await
    }

    /// The one element of this role whose name holds this part; waits until it is there.
    pub async fn find_part(&self, role: &str, part: &str) -> Outcome<WebElement> {
        self.find_where(role, &format!("whose name holds {part:?}"), |found| found.contains(part)).await
    }

    /// The names of all elements of this role, in the order of the document.
    pub async fn names(&self, role: &str) -> Outcome<Vec<String>> {
        Ok(self.accessible(role).await?.into_iter().map(|(_, name)| name).collect())
    }

    async fn find_where(&self, role: &str, wish: &str, fits: impl Fn(&str) -> bool) -> Outcome<WebElement> {
        let start = Instant::now();
        loop {
            // A document that is being replaced cannot be asked: then it is asked again.
            let all = self.accessible(role).await;
            let fitting: Vec<_> = all.iter().flatten().filter(|(_, name)| fits(name)).collect();
            if let [(found, _)] = fitting[..]
                && let Ok(element) = self.element(found).await
            {
                return Ok(element);
            }
            if start.elapsed() > PATIENCE {
                let number = fitting.len();
                return Err(Failure::new(format!("not one {role} {wish} but {number}; there are: {all:?}")));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// All of a role that a screen reader would come upon, and their names.
    async fn accessible(&self, role: &str) -> Outcome<Vec<(Found, String)>> {
        if self.browser() == Browser::Firefox {
            let elements = self.accessible_in_firefox(role).await?;
            return Ok(elements.into_iter().map(|(element, name)| (Found::Element(element), name)).collect());
        }
        let role = if role == "img" { "image" } else { role }; // Chrome's own word
        let document = self.cdp("Runtime.evaluate", json!({ "expression": "document" })).await?;
        let object = &document["result"]["objectId"];
        let found = self.cdp("Accessibility.queryAXTree", json!({ "objectId": object, "role": role })).await?;
        let nodes = found["nodes"].as_array().cloned().unwrap_or_default();
        let seen = nodes.iter().filter(|node| node["ignored"] != Value::Bool(true));
        let told = |node: &Value| {
            let name = node["name"]["value"].as_str().unwrap_or_default();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            node["backendDOMNodeId"].as_u64().map(|id| (Found::Node(id), name))
        };
        Ok(seen.filter_map(told).collect())
    }

    /// The same thing as WebDriver knows it.
    async fn element(&self, found: &Found) -> Outcome<WebElement> {
        let node = match found {
            Found::Node(node) => node,
            Found::Element(element) => return Ok(element.clone()),
        };
        let resolved = self.cdp("DOM.resolveNode", json!({ "backendNodeId": node })).await?;
        let keep = json!({
            "objectId": resolved["object"]["objectId"],
            "functionDeclaration": "function () { globalThis.foundByTest = this }",
        });
        self.cdp("Runtime.callFunctionOn", keep).await?;
        let take = "const found = globalThis.foundByTest; delete globalThis.foundByTest; return found";
        Ok(self.execute(take, Vec::new()).await?.element()?)
    }
}
