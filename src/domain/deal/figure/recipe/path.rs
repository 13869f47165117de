//! How the worth of a path comes about.

use super::{
    ALL, BUYER, Believed, KEEPING, NO_TERMS, OPTION, Row, SELLER, WAIT, of_limits, these, unnamed,
};
use crate::domain::belief::Part;
use crate::domain::deal::function::Mark;
use crate::domain::deal::scenario::Path;

const JAN: Believed = of_limits(&[Part::Buyer], &[&["january_price", "january_chance"]]);
const ALT: Believed = these(&[&["alternative_now"]]);
const OWN: Believed = these(&[&["season0_cover", "keep_later", "r_buyer"]]);

/// How the worth of a path comes about.
#[rustfmt::skip]
pub(super) fn of_path(path: Path) -> Row {
    match path {
        Path::BuyNow => unnamed("buyer_breakeven", "What buying him by the first package is worth to us.")
            .by(path.formula(), ALL, BUYER)
            .source(OPTION),
        Path::WaitForJanuary => unnamed("buyer_breakeven", "What trying in January is worth to us.")
            .by(path.formula(), NO_TERMS, JAN)
            .source(OPTION).section("6.1"),
        Path::FreeInSummer => unnamed("buyer_breakeven", "What waiting until he is free is worth to us.")
            .by(path.formula(), NO_TERMS, WAIT)
            .source(OPTION),
        Path::Alternative => unnamed("", "What another player now is worth to us.")
            .by(path.formula(), NO_TERMS, ALT)
            .source("the belief").section("6.1").mark(Mark::M),
        Path::KeepOwn => unnamed("", "What signing nobody is worth to us.")
            .by(path.formula(), NO_TERMS, OWN)
            .source("the belief").section("6.1").mark(Mark::M),
        Path::SellNow => unnamed("seller_reservation", "What selling him by the first package is worth to them.")
            .by(path.formula(), ALL, SELLER)
            .source(KEEPING),
        Path::Renew => unnamed("seller_reservation", "What keeping him is worth to them if he renews.")
            .by(path.formula(), NO_TERMS, SELLER)
            .source(KEEPING),
        Path::SellInJanuary => unnamed("seller_reservation", "What keeping him is worth to them if they sell in January.")
            .by(path.formula(), NO_TERMS, SELLER)
            .source(KEEPING),
        Path::LoseFree => unnamed("seller_reservation", "What keeping him is worth to them if he leaves for nothing.")
            .by(path.formula(), NO_TERMS, SELLER)
            .source(KEEPING),
        Path::Keep => unnamed("seller_reservation", "What keeping him is worth to them.")
            .by(path.formula(), NO_TERMS, SELLER)
            .source(KEEPING),
    }
}
