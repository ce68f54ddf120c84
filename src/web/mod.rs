//! The edge: the browser. It decides nothing.
