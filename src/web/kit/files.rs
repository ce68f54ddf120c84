//! Files that the user takes away or brings.

use super::elements::set;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Document, HtmlElement, TextDecoder, Url};

/// Offers a text as a file; `None` where the browser cannot.
pub fn download(document: &Document, name: &str, kind: &str, text: &str) -> Option<()> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&[JsValue::from(text)].iter().collect::<Array>(), &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document.create_element("a").ok()?;
    set(&link, "href", &url);
    set(&link, "download", name);
    link.unchecked_ref::<HtmlElement>().click();
    Url::revoke_object_url(&url).ok()
}

/// Bytes as text in an encoding, by its label in the Encoding Standard; `None` where the browser does not know it. What is no character
/// in it becomes U+FFFD.
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    let decoder = TextDecoder::new_with_label(label).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
