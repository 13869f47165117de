//! Controls and charts that several views share.

pub mod chart;
