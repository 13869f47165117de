//! Bytes that were bitten, cut and mixed give a table or a sentence, never a panic.
//!
//! `BACKLINE_MUTATIONS` says how many for each reader; the default is for every day.

use std::io::Write as _;

use crate::support::tables::*;
use backline::import::choices::Choices;
use backline::import::draft::Draft;
use backline::import::limits::Limits;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

fn count() -> usize {
    let count = std::env::var("BACKLINE_MUTATIONS").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(300)
}

const CSV: &str = "\u{feff}player id,player,born,club,injury,from,until,days,games missed\r\n\
    7,Okoye,2001-04-25,\"City, FC\",Knee,2024-09-01,2024-09-30,30,4\r\n8,Banda,25/4/1999,Town,Ill,1.9.24,,,-\r\n";
const MONEY: &str = "Name;Height;Market value;Wage;Position;Born\n\
    Okoye;6'0\";€375Th.;£1,200 p/w;D/WB (R);1999\nB\\u00e9la;1,88 m;£60K - £600K;€190K;ST (C);Jun 2001\n";
const MOVES: &str = "player\tfrom club\tto club\ttransfer date\tseason\tfee\n\
    Okoye\tTown\tCity\t2024-01-07\t24/25\t€2m\nOkoye\tCity\tTown\t2024-31-01\t23/24\tEnd of loanJun 30, 2023\n";
const STATS: &str = "Player,Born,Squad,Comp,Season,Min,Tkl,Int,Clr,Won%\n\
    Okoye,2001,City,League,2024/25,1800,2.15,1.5,3.05,60.1\nBanda,1999,Town,League,2024/25,900,1,0.9,2.2,-\n";
const PAGE: &str = "<html><meta charset=utf-8><table><tr><th colspan=2>A<th rowspan=2>Club</tr>\
    <tr><th>Name<th>Wage</tr><tr><td>Okoye &eacute;<td>£1,200 p/w<td>City</table></html>";

/// Bites, cuts, doubles and mixes bytes.
fn mutate(seed: &[u8], other: &[u8], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    let mut below = |max: usize| (rng.next_u64() % max.max(1) as u64) as usize;
    for _ in 0..=below(4) {
        let at = below(bytes.len());
        match below(8) {
            0 if !bytes.is_empty() => bytes[at] = below(256) as u8,
            1 if !bytes.is_empty() => bytes[at] ^= 1 << below(8),
            2 => bytes.truncate(at),
            3 => {
                let signs = b",;\t|\"'\n\r\\&<>=%-+./\0\xff\xc3e9";
                bytes.insert(at, signs[below(signs.len())]);
            }
            4 => {
                let (from, len) = (below(other.len()), below(40));
                let piece: Vec<u8> = other.iter().skip(from).take(len).copied().collect();
                bytes.splice(at..at, piece);
            }
            5 => {
                let end = (at + below(30)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, piece);
            }
            6 => {
                let end = (at + below(20)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            _ => {
                let digits = b"0123456789";
                let long: Vec<u8> = (0..below(25)).map(|_| digits[below(10)]).collect();
                bytes.splice(at..at, long);
            }
        }
    }
    bytes
}

/// Everything that the wizard does with bytes.
fn use_up(bytes: &[u8]) {
    let small = Limits {
        bytes: 1 << 20,
        unpacked: 1 << 20,
        rows: 2_000,
        ..Limits::default()
    };
    match Draft::read("mutant", bytes, Choices::default(), &head(), &small) {
        Ok(draft) => {
            let _ = draft.lines();
            let _ = draft.preview(5);
            let before = dossier(&[
                ("Okoye", "2001-04-25", "City", 0),
                ("Banda", "1999-04-25", "", 0),
            ]);
            let plan = plan(&draft, &before);
            assert_eq!(plan.rows.len(), draft.table.len());
            let _ = imported(&before, &plan);
        }
        Err(err) => assert!(!err.to_string().is_empty()),
    }
}

fn check(seeds: &[&[u8]], salt: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(salt);
    for n in 0..count() {
        let seed = seeds[n % seeds.len()];
        let other = seeds[(n / seeds.len()) % seeds.len()];
        use_up(&mutate(seed, other, &mut rng));
    }
    println!("{} mutations", count());
}

#[test]
fn text_never_panics() {
    check(
        &[
            CSV.as_bytes(),
            MONEY.as_bytes(),
            MOVES.as_bytes(),
            STATS.as_bytes(),
        ],
        1,
    );
}

#[test]
fn pages_never_panic() {
    check(&[PAGE.as_bytes(), MONEY.as_bytes()], 2);
}

#[test]
fn packed_text_never_panics() {
    let pack = |text: &str| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        gz.finish().unwrap()
    };
    let (one, other) = (pack(CSV), pack(STATS));
    check(&[&one, &other], 4);
}

#[test]
fn workbooks_never_panic() {
    let (xlsx, ods) = (book::xlsx(MONEY), book::ods(CSV));
    for book in [&xlsx, &ods] {
        let draft = Draft::read(
            "book",
            book.as_slice(),
            Choices::default(),
            &head(),
            &Limits::default(),
        );
        assert_eq!(draft.unwrap().table.len(), 2);
    }
    check(&[&xlsx, &ods], 5);
}

#[test]
fn the_parts_of_workbooks_never_panic() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    for n in 0..count() {
        let parts = if n % 2 == 0 {
            book::xlsx_parts(MONEY)
        } else {
            book::ods_parts(CSV)
        };
        let chosen = (rng.next_u64() % parts.len() as u64) as usize;
        let parts: Vec<(String, Vec<u8>)> = parts
            .into_iter()
            .enumerate()
            .map(|(idx, (name, text))| {
                let bytes = text.into_bytes();
                let bytes = if idx == chosen {
                    mutate(&bytes, b"number-columns-repeated=\"99\"", &mut rng)
                } else {
                    bytes
                };
                (name, bytes)
            })
            .collect();
        use_up(&book::zip(&parts));
    }
}

#[test]
fn choices_never_panic() {
    let json = br#"{"columns":{"Name":"player.name","Height":null},"dates":"swapped","people":{"7":"new"},"separator":";"}"#;
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..count() {
        let bytes = mutate(json, MONEY.as_bytes(), &mut rng);
        if let Ok(choices) = serde_json::from_slice::<Choices>(&bytes) {
            let _ = Draft::read(
                "mutant",
                MONEY.as_bytes(),
                choices,
                &head(),
                &Limits::default(),
            );
        }
    }
}
