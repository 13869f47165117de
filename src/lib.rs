//! Backline: the desk on which a football club decides about a defender.

pub mod domain;
pub mod ui;
