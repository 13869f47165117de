//! Transfers as lists print them, the kind of move often in the column of the fee.

use super::{ReadRow, Reader, clean_text};
use crate::domain::career::TransferKind;
use crate::domain::date::PartialDate;
use crate::domain::money::StatedAmount;
use crate::domain::text::plain;
use crate::domain::typed;
use crate::import::field::Field;
use crate::import::values::is_blank;

/// One move of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveRow {
    /// The provider's number of the move; rows that repeat it are one move.
    pub id: String,
    /// When.
    pub on: PartialDate,
    /// The club that he left.
    pub from: String,
    /// The club that he joined.
    pub to: String,
    /// How.
    pub kind: TransferKind,
    /// What was paid.
    pub fee: Option<StatedAmount>,
}

/// What stands in a column of fees.
struct Fee {
    kind: TransferKind,
    amount: Option<StatedAmount>,
    /// The day on which a loan ends.
    on: Option<PartialDate>,
}

/// How a source that does not say it leaves the kind of a move.
fn not_stated() -> TransferKind {
    TransferKind::Other("not stated".to_owned())
}

impl Reader<'_> {
    pub(super) fn transfer(&self, row: usize, read: &mut ReadRow) {
        let club = |field: &Field| {
            let cell = self.cell(row, field);
            if is_blank(cell) {
                String::new()
            } else {
                clean_text(cell)
            }
        };
        let (mut from, mut to) = (club(&Field::TransferFrom), club(&Field::TransferTo));
        if from.is_empty() && to.is_empty() {
            let (ours, other) = (club(&Field::TransferClub), club(&Field::TransferOtherClub));
            let direction = self.cell(row, &Field::TransferDirection).to_lowercase();
            let outward = [
                "out", "left", "abgang", "abgänge", "baja", "départ", "cess", "sa",
            ];
            let inward = [
                "in", "arr", "zugang", "zugänge", "alta", "acq", "ent", "join",
            ];
            let starts = |words: &[&str]| words.iter().any(|word| direction.starts_with(word));
            (from, to) = match (starts(&outward), starts(&inward)) {
                (true, _) => (ours, other),
                (false, true) => (other, ours),
                (false, false) => {
                    read.refused = Some("does not say whether he came or went".to_owned());
                    return;
                }
            };
        }
        if to.is_empty() {
            read.refused = Some("names no club that he joined".to_owned());
            return;
        }
        let cell = self.cell(row, &Field::TransferFee);
        let fee = match fee(self, cell) {
            Ok(fee) => fee,
            Err(why) => {
                self.refuse_cell(read, &Field::TransferFee, cell, why);
                Fee {
                    kind: not_stated(),
                    amount: None,
                    on: None,
                }
            }
        };
        let dated = self.noted_date(row, &Field::TransferDate, read).or(fee.on);
        let on = match (dated, self.season(row)) {
            (Some(on), _) => on,
            (None, Some(season)) => {
                let window = self.cell(row, &Field::TransferWindow).to_lowercase();
                let is_winter = ["winter", "january", "januar", "invierno", "hiver", "invern"]
                    .iter()
                    .any(|word| window.contains(word));
                PartialDate::Year(season.offset(i32::from(is_winter)).0)
            }
            (None, None) => {
                read.refused = Some("has neither a day nor a season".to_owned());
                return;
            }
        };
        read.notes.extend(self.ahead(on));
        let stated = kind_of(self.cell(row, &Field::TransferKind));
        read.transfer = Some(MoveRow {
            id: self.cell(row, &Field::TransferId).to_owned(),
            on,
            from,
            to,
            kind: stated.unwrap_or(fee.kind),
            fee: fee.amount,
        });
    }
}

/// A fee as the preview shows it.
pub(super) fn fee_text(reader: &Reader<'_>, cell: &str) -> Result<String, String> {
    let fee = fee(reader, cell)?;
    Ok(match (fee.amount, fee.kind) {
        (Some(amount), TransferKind::Loan) => format!("loan for {amount}"),
        (Some(amount), _) => amount.to_string(),
        (None, kind) => kind.label().to_owned(),
    })
}

fn fee(reader: &Reader<'_>, cell: &str) -> Result<Fee, String> {
    let lower = cell.trim().to_lowercase();
    let plain = |kind, amount| Fee {
        kind,
        amount,
        on: None,
    };
    if lower == "?" || is_secret(&lower) {
        return Ok(plain(TransferKind::Fee, None));
    }
    if is_blank(cell) {
        return Ok(plain(not_stated(), None));
    }
    if let Some(rest) = after_any(
        &lower,
        &[
            "end of loan",
            "leih-ende",
            "fin de cesión",
            "fin de prêt",
            "fine prestito",
            "fim de empréstimo",
            "fim do empréstimo",
            "loan return",
        ],
    ) {
        let day = cell
            .trim()
            .get(cell.trim().len().saturating_sub(rest.len())..)
            .unwrap_or_default();
        let on = typed::date(day, reader.head.decision_date).ok().flatten();
        return Ok(Fee {
            kind: TransferKind::LoanEnd,
            amount: None,
            on,
        });
    }
    if let Some(rest) = after_any(
        &lower,
        &[
            "loan fee:",
            "loan fee",
            "leihgebühr:",
            "leihgebühr",
            "coste de cesión:",
        ],
    ) {
        let amount = reader.sum(&Field::TransferFee, rest)?.map(|sum| sum.amount);
        return Ok(plain(TransferKind::Loan, amount));
    }
    if let Some(kind) = kind_of(&lower) {
        return Ok(plain(kind, None));
    }
    let Some(sum) = reader.sum(&Field::TransferFee, cell)? else {
        return Ok(plain(not_stated(), None));
    };
    if sum.amount.low.minor == 0 && sum.amount.high.is_none() {
        // 0 stands for free moves, loans and fees that nobody knows alike.
        return Ok(plain(not_stated(), None));
    }
    Ok(plain(TransferKind::Fee, Some(sum.amount)))
}

/// True for a fee that was paid and not told.
fn is_secret(lower: &str) -> bool {
    let plain = deunicode::deunicode(lower);
    [
        "undisclosed",
        "not disclosed",
        "unbekannte ablose",
        "nicht bekannt",
        "no revelad",
        "non devoile",
        "non divulgu",
        "non comunicat",
        "nao divulgad",
        "nao revelad",
    ]
    .iter()
    .any(|words| plain.contains(words))
}

fn after_any<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .map(str::trim_start)
}

/// The kind of a move in six languages.
fn kind_of(text: &str) -> Option<TransferKind> {
    let plain = plain(text);
    let names = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if plain.trim().is_empty() {
        None
    } else if names(&[
        "end of loan",
        "leih-ende",
        "loan end",
        "loan_end",
        "loan return",
        "fin de cesion",
        "fin de pret",
        "fine prestito",
    ]) {
        Some(TransferKind::LoanEnd)
    } else if names(&[
        "free",
        "ablosefrei",
        "libre",
        "gratis",
        "gratuit",
        "svincolato",
        "custo zero",
        "parametro zero",
    ]) {
        Some(TransferKind::Free)
    } else if names(&[
        "loan",
        "leihe",
        "cesion",
        "cedido",
        "pret",
        "prestito",
        "emprestimo",
        "emprestado",
    ]) {
        Some(TransferKind::Loan)
    } else if names(&["youth", "jugend", "cantera", "juvenil"]) {
        Some(TransferKind::Youth)
    } else if names(&["permanent", "transfer for", "bought", "kauf"]) {
        Some(TransferKind::Fee)
    } else {
        None
    }
}
