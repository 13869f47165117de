//! What is on the screen.

pub mod fonts;
pub mod icons;
pub mod tokens;
pub mod widgets;
