//! Pasted cells are read in the words that files of clubs and providers use.

use crate::domain::contract::{ReleaseClause, Wage};
use crate::domain::extra::Extra;
use crate::domain::fact::{FactKey, FactKind, FactValue};
use crate::domain::money::Currency;
use crate::domain::roster::{CellReader, Column};
use crate::import::aliases::meaning;
use crate::import::detect::DecimalSign;
use crate::import::field::Field;
use crate::import::values::{self, ReadSum, SumUnits};

/// Headers and values in the languages that the import knows.
pub fn cell_reader() -> CellReader {
    CellReader {
        column,
        is_blank: values::is_blank,
        fact,
        sum: |cell, header, currency| Some(sum(cell, header, currency)?.amount.low),
    }
}

fn column(header: &str) -> Option<Column> {
    let fields = meaning(header, "").fields;
    fields.iter().find_map(|field| match field {
        Field::Name => Some(Column::Name),
        Field::FullName => Some(Column::FullName),
        Field::Value => Some(Column::Value),
        Field::ValueDate => Some(Column::ValueDate),
        Field::Fact(key) => {
            let mut all = Column::ALL.iter().copied();
            all.find(|column| column.fact() == Some(*key))
        }
        _ => None,
    })
}

fn fact(key: FactKey, cell: &str, currency: Currency) -> Option<FactValue> {
    match key.kind() {
        FactKind::Foot => values::foot(cell).ok()?.map(FactValue::Foot),
        FactKind::Position => values::position(cell).ok()?.map(FactValue::Position),
        FactKind::Count if key == FactKey::Height => {
            let height = values::height(cell, DecimalSign::Comma);
            height.ok()?.map(FactValue::Count)
        }
        FactKind::Wage => {
            let read = sum(cell, "", currency)?;
            // Without its span a wage says nothing.
            Some(FactValue::Wage(Wage {
                per: read.per?,
                amount: read.amount,
                tax: None,
                extra: Extra::new(),
            }))
        }
        FactKind::Clause => Some(FactValue::Clause(ReleaseClause {
            amount: sum(cell, "", currency)?.amount,
            from: None,
            until: None,
            up_front: None,
            extra: Extra::new(),
        })),
        FactKind::Count | FactKind::Text | FactKind::Date | FactKind::Option => None,
    }
}

fn sum(cell: &str, header: &str, currency: Currency) -> Option<ReadSum> {
    let (named, power) = SumUnits::said(&meaning(header, "").unit);
    let units = SumUnits {
        currency: named.unwrap_or(currency),
        power: power.unwrap_or(0),
        sign: DecimalSign::Point,
    };
    values::sum(cell, &units).ok()?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Foot;

    #[test]
    fn headers_and_values_of_clubs_are_read() {
        let reader = cell_reader();
        for (header, expected) in [
            ("Spieler", Some(Column::Name)),
            ("Vertrag bis", Some(Column::ContractEnd)),
            ("Marktwert", Some(Column::Value)),
            ("Größe", Some(Column::Height)),
            ("xG", None),
        ] {
            assert_eq!((reader.column)(header), expected, "{header}");
        }
        for (cell, header, expected) in [
            ("80 Mio. €", "Marktwert", Some("EUR 80m")),
            ("£2.5m", "Value", Some("GBP 2.5m")),
            ("45", "Marktwert (Mio. €)", Some("EUR 45m")),
            ("abc", "Marktwert", None),
        ] {
            let read = (reader.sum)(cell, header, Currency::EUR);
            assert_eq!(
                read.map(|sum| sum.to_string()).as_deref(),
                expected,
                "{cell}"
            );
        }
        let foot = (reader.fact)(FactKey::Foot, "rechts", Currency::EUR);
        assert_eq!(foot, Some(FactValue::Foot(Foot::Right)));
        assert_eq!((reader.fact)(FactKey::Foot, "oben", Currency::EUR), None);
    }
}
