//! Backline: the desk on which a football club decides about a defender.

pub mod chart;
pub mod domain;
pub mod ui;
