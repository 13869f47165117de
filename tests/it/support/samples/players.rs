//! The seven players on 11 July 2025.
//!
//! Where two sources disagree, the first reading is the used one. A list of injuries that is known
//! to be a selection covers no day before its first spell.

use backline::domain::career::TransferKind::{Fee, Free};
use backline::domain::fact::FactKey;
use backline::domain::fact::Foot::{Both, Left, Right};
use backline::domain::fact::Position::CentreBack;
use backline::domain::money::Currency;
use backline::domain::player::{Player, Role};
use backline::domain::sourced::Grade;

use super::super::build::{Desk, Line};
use super::super::values::{Cite as _, assumed, eur, gbp, million, printed_as};
use super::DECISION_DATE;
use super::sources::Outlet::*;

/// Targets, benchmark, own.
pub fn all(desk: &mut Desk) -> Vec<Player> {
    vec![
        konate(desk),
        guehi(desk),
        van_dijk(desk),
        ruediger(desk),
        militao(desk),
        alaba(desk),
        huijsen(desk),
    ]
}

fn konate(desk: &mut Desk) -> Player {
    let career =
        assumed("the makers of this sample").noting("Public career, exact months not known");
    desk.player("Ibrahima Konaté", Role::Target)
        .born("1999-05-25", Wyscout)
        .age_as_printed(27, Article.on(DECISION_DATE))
        .position(CentreBack, Transfermarkt)
        .height(194, Transfermarkt)
        .height(192, Wyscout)
        .foot(Right, Transfermarkt)
        .nationality("France", Transfermarkt)
        .club("Liverpool", Article.on(DECISION_DATE))
        .club_since("2021-07", Transfermarkt)
        .contract_to("2026-06-30", Records)
        .weekly(FactKey::Wage, 80_000, Times.noting("About, with Liverpool"))
        .weekly(FactKey::Wage, 70_000, Elsewhere.noting("With Liverpool"))
        .weekly(FactKey::WageAsked, 200_000, Elsewhere.graded(Grade::B))
        .talks(
            "An extension was discussed, the talks have stalled",
            Article.on(DECISION_DATE),
        )
        .injuries_known(None, DECISION_DATE, Transfermarkt)
        .out(
            Transfermarkt,
            &[
                ("2017-11-09", "2017-11-16", "thigh", Some(0)),
                ("2017-12-18", "2017-12-23", "knock", Some(0)),
                ("2019-10-03", "2020-03-11", "torn muscle fibre", Some(31)),
                ("2020-05-22", "2020-06-05", "torn muscle fibre", Some(3)),
                ("2020-07-01", "2020-10-15", "torn muscle fibre", Some(10)),
                ("2020-12-17", "2021-02-04", "ankle", Some(9)),
                ("2022-08-01", "2022-09-25", "knee", Some(9)),
                ("2022-10-12", "2022-10-23", "muscle", Some(3)),
                ("2022-11-10", "2022-12-27", "knock", Some(3)),
                ("2023-01-30", "2023-02-27", "muscle", Some(5)),
                ("2023-04-23", "2023-04-27", "knock", Some(1)),
                ("2023-08-25", "2023-09-14", "muscle", Some(4)),
                ("2023-11-10", "2023-11-22", "hamstring", Some(3)),
                ("2024-03-07", "2024-03-19", "thigh", Some(3)),
                ("2024-11-28", "2024-12-31", "knee", Some(8)),
            ],
        )
        .moved("2017-07", "Sochaux", "Leipzig", Free, Transfermarkt)
        .moved_for(
            "2021-07",
            "Leipzig",
            "Liverpool",
            Fee,
            Transfermarkt,
            vec![
                (eur("40.0"), Transfermarkt.into()),
                (gbp("36"), Elsewhere.graded(Grade::D)),
            ],
        )
        .worth(
            Transfermarkt,
            &[("2017-07", "0.3"), ("2021-07", "35"), ("2025-05-29", "60")],
        )
        .season(
            2024,
            "Premier League",
            "Liverpool",
            Line {
                minutes: 2560,
                totals: [40.0, 17.0, 29.0, 133.0, 71.8, 90.2, 115.0, 3.0],
            },
            Fbref,
        )
        .trained("Paris FC", 12, 15, career.clone())
        .trained("Sochaux", 16, 18, career.clone())
        .trained("Leipzig", 19, 22, career.clone())
        .trained("Liverpool", 23, 23, career)
        .done()
}

fn guehi(desk: &mut Desk) -> Player {
    desk.player("Marc Guéhi", Role::Target)
        .born("2000-07-13", Records)
        .position(CentreBack, Transfermarkt)
        .height(182, Transfermarkt)
        .foot(Right, Transfermarkt)
        .nationality("England", Transfermarkt)
        .club("Crystal Palace", Article.on(DECISION_DATE))
        .club_since("2021-07-18", Transfermarkt)
        .contract_to("2026-06-30", Records)
        .injuries_known(None, DECISION_DATE, Transfermarkt)
        .out(
            Transfermarkt,
            &[
                ("2021-03-09", "2021-03-19", "groin", Some(2)),
                ("2023-09-13", "2023-09-20", "hip", Some(1)),
                ("2024-02-03", "2024-05-01", "knee", Some(14)),
                ("2025-05-12", "2025-06-07", "concussion", Some(2)),
            ],
        )
        .bought("2021-07-18", "", "Crystal Palace", "23.34", Transfermarkt)
        .worth(Transfermarkt, &[("2021-07-18", "10"), ("2025-05-29", "45")])
        .season(
            2024,
            "Premier League",
            "Crystal Palace",
            Line {
                minutes: 3059,
                totals: [61.0, 28.0, 55.0, 163.0, 54.0, 83.5, 134.0, 2.0],
            },
            Fbref,
        )
        .done()
}

fn van_dijk(desk: &mut Desk) -> Player {
    desk.player("Virgil van Dijk", Role::Benchmark)
        .born("1991-07-08", Wyscout)
        .position(CentreBack, Transfermarkt)
        .height(195, Transfermarkt)
        .height(193, Wyscout)
        .foot(Right, Transfermarkt)
        .nationality("Netherlands", Transfermarkt)
        .club("Liverpool", Article.on(DECISION_DATE))
        .club_since("2018-01-01", Transfermarkt)
        .contract_to("2027-06-30", Records)
        // The main spells only: a list with gaps covers no span, so no availability follows from it.
        .out(
            Transfermarkt,
            &[
                ("2012-03-29", "2012-07-02", "appendectomy", Some(11)),
                ("2017-01-26", "2017-09-14", "ankle", Some(30)),
                ("2020-10-19", "2021-06-30", "cruciate ligament", Some(57)),
                ("2023-01-02", "2023-02-12", "hamstring", Some(6)),
            ],
        )
        .bought("2013-07", "Groningen", "Celtic", "2.75", Transfermarkt)
        .bought("2015-09-01", "Celtic", "Southampton", "15.7", Transfermarkt)
        .bought(
            "2018-01-01",
            "Southampton",
            "Liverpool",
            "84.65",
            Transfermarkt,
        )
        .worth(
            Transfermarkt,
            &[
                ("2013", "3"),
                ("2015", "5"),
                ("2018-01", "30"),
                ("2025-05-29", "23"),
            ],
        )
        .season(
            2024,
            "Premier League",
            "Liverpool",
            Line {
                minutes: 3330,
                totals: [38.0, 56.0, 27.0, 190.0, 72.1, 91.6, 198.0, 4.0],
            },
            Fbref,
        )
        .done()
}

fn ruediger(desk: &mut Desk) -> Player {
    desk.player("Antonio Rüdiger", Role::Own)
        .born("1993-03-03", Wyscout)
        .age_as_printed(32, Article.on(DECISION_DATE))
        .position(CentreBack, Transfermarkt)
        .height(190, Transfermarkt)
        .height(191, Wyscout)
        .foot(Right, Transfermarkt)
        .nationality("Germany", Transfermarkt)
        .club("Real Madrid", Article.on(DECISION_DATE))
        .club_since("2022-07", Transfermarkt)
        .contract_to("2026-06-30", Records)
        .injuries_known(
            Some("2014-12-08"),
            "2022",
            Transfermarkt.noting("To 2022 only, later spells are not known here"),
        )
        .out(
            Transfermarkt,
            &[
                ("2014-12-08", "2015-03-09", "meniscus", Some(10)),
                ("2016-06-09", "2016-10-24", "cruciate ligament", Some(14)),
                ("2019-09-12", "2019-12-12", "groin", Some(20)),
                ("2022-04-14", "2022-04-28", "groin", Some(4)),
            ],
        )
        .loaned("2015-08-19", "Stuttgart", "Roma", "4.0", Transfermarkt)
        .bought("2016-07", "Stuttgart", "Roma", "9.0", Transfermarkt)
        .bought("2017-07-09", "Roma", "Chelsea", "35.0", Transfermarkt)
        .moved("2022-07", "Chelsea", "Real Madrid", Free, Transfermarkt)
        .worth(
            Transfermarkt,
            &[("2017", "25"), ("2022", "40"), ("2025-06-08", "20")],
        )
        .season(
            2024,
            "La Liga",
            "Real Madrid",
            Line {
                minutes: 2291,
                totals: [20.0, 9.0, 22.0, 96.0, 59.3, 91.8, 94.0, 1.0],
            },
            Fbref,
        )
        .done()
}

fn militao(desk: &mut Desk) -> Player {
    let table = Transfermarkt
        .noting("This table counts days without the last one, the dates are as it prints them");
    desk.player("Éder Militão", Role::Own)
        .born("1998-01-18", Records)
        .position(CentreBack, Transfermarkt)
        .height(186, Transfermarkt)
        .foot(Right, Transfermarkt)
        .nationality("Brazil", Transfermarkt)
        .club("Real Madrid", Article.on(DECISION_DATE))
        .club_since("2019-07", Transfermarkt)
        .contract_to("2028-06-30", Records)
        .injuries_known(
            Some("2023-08-13"),
            DECISION_DATE,
            Transfermarkt.noting("A selection, earlier and shorter spells are left out"),
        )
        .out(
            table,
            &[
                ("2023-08-13", "2024-03-13", "cruciate ligament", Some(45)),
                ("2024-03-13", "2024-03-30", "fitness", Some(3)),
                ("2024-10-08", "2024-10-18", "muscle", None),
                ("2024-11-09", "2025-06-30", "cruciate ligament", Some(49)),
            ],
        )
        .bought("2019-07", "", "Real Madrid", "50.0", Transfermarkt)
        .worth(
            Transfermarkt,
            &[("2018", "8"), ("2019", "50"), ("2025-06-08", "30")],
        )
        .season(
            2024,
            "La Liga",
            "Real Madrid",
            Line {
                minutes: 938,
                totals: [19.0, 12.0, 13.0, 35.0, 63.6, 89.3, 46.0, 0.0],
            },
            Fbref,
        )
        .done()
}

fn alaba(desk: &mut Desk) -> Player {
    desk.player("David Alaba", Role::Own)
        .born("1992-06-24", Wyscout)
        .position(CentreBack, Records)
        .height(180, Wyscout)
        .foot(Left, Wyscout)
        .nationality("Austria", Wyscout)
        .club("Real Madrid", Article.on(DECISION_DATE))
        .club_since("2021-07", Records)
        .contract_to("2026-06-30", Records)
        .injuries_known(
            Some("2023-02-22"),
            DECISION_DATE,
            Transfermarkt.noting("A selection, earlier and shorter spells are left out"),
        )
        .out(
            Transfermarkt,
            &[
                ("2023-02-22", "2023-03-22", "hamstring", Some(6)),
                ("2023-12-18", "2025-01-04", "cruciate ligament", Some(73)),
                ("2025-02-04", "2025-02-18", "adductor", Some(4)),
                ("2025-04-29", "2025-07-31", "meniscus", Some(11)),
            ],
        )
        .moved("2021-07", "", "Real Madrid", Free, Records)
        .worth(Transfermarkt, &[("2025-06-08", "6")])
        .season(
            2024,
            "La Liga",
            "Real Madrid",
            Line {
                minutes: 317,
                totals: [1.0, 6.0, 5.0, 7.0, 80.0, 90.4, 7.0, 0.0],
            },
            Fbref,
        )
        .done()
}

fn huijsen(desk: &mut Desk) -> Player {
    let clause = printed_as(gbp("50"), million("59.5", Currency::EUR), None, "0.1");
    desk.player("Dean Huijsen", Role::Own)
        .born("2005-04-14", Records)
        .position(CentreBack, Transfermarkt)
        .height(197, Transfermarkt)
        .foot(Both, Transfermarkt)
        .nationality("Spain", Transfermarkt)
        .club("Real Madrid", Article.on(DECISION_DATE))
        .club_since("2025-06-01", Transfermarkt)
        .contract_to("2030-06-30", Records)
        .bought(
            "2021-07-14",
            "Málaga",
            "Juventus U17",
            "0.47",
            Transfermarkt,
        )
        .loaned("2024-01", "Juventus", "Roma", "0.65", Transfermarkt)
        .moved_for(
            "2024-07-30",
            "Juventus",
            "Bournemouth",
            Fee,
            Transfermarkt,
            vec![
                (eur("22.1"), Transfermarkt.into()),
                (
                    eur("15.2"),
                    Elsewhere.graded(Grade::D).noting("EUR 15.2m plus 3m"),
                ),
            ],
        )
        .moved_for(
            "2025-06-01",
            "Bournemouth",
            "Real Madrid",
            Fee,
            Transfermarkt,
            vec![
                (eur("62.5"), Transfermarkt.into()),
                (
                    clause,
                    Elsewhere.graded(Grade::B).noting("The release clause"),
                ),
            ],
        )
        .worth(Transfermarkt, &[("2024", "10"), ("2025-05-29", "60")])
        .season(
            2024,
            "Premier League",
            "Bournemouth",
            Line {
                minutes: 2427,
                totals: [36.0, 51.0, 40.0, 198.0, 60.7, 83.4, 132.0, 4.0],
            },
            Fbref,
        )
        .note("The dates of his injuries are not known here.")
        .done()
}
