//! What any page of this kind needs of the browser. It knows no knob, no message and no session.

pub mod address;
pub mod backend;
pub mod board;
pub mod canvas;
pub mod desk;
pub mod dialog;
pub mod elements;
pub mod files;
pub mod layer;
pub mod listen;
pub mod module;
pub mod objects;
pub mod other;
pub mod pace;
pub mod prints;
pub mod rows;
pub mod scale;
pub mod sight;
pub mod storage;
