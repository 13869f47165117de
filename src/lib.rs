//! Backline: the desk on which a football club decides about a defender.

pub mod domain;
pub mod store;
pub mod ui;
