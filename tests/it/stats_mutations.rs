//! Whatever the bytes of somebody's file are, the readers give a table or a reason.
//!
//! `MUTATIONS=1000000 cargo test --release --test it stats_mutations:: -- --nocapture` takes
//! longer and tries more.

use backline::import::events::EventFile;
use backline::import::{season_csv, statsbomb, wyscout};
use backline::store::{SourceLimits, unpack};

/// A reader, and whether it took the bytes.
type Reader = fn(&[u8]) -> bool;

const STATSBOMB: &str = r#"[{"index":1,"period":1,"timestamp":"00:00:00.000","type":{"id":35,"name":"Starting XI"},"team":{"id":1,"name":"Köln"},"tactics":{"lineup":[{"player":{"id":7,"name":"A \u00e9"},"position":{"id":3}}]}},
{"index":2,"period":1,"timestamp":"00:10:02.512","type":{"id":30,"name":"Pass"},"team":{"id":1,"name":"Köln"},"player":{"id":7,"name":"A"},"position":{"id":3},"location":[60.1,40.0],"under_pressure":true,"pass":{"length":36.2,"end_location":[96.0,40.0],"outcome":{"name":"Incomplete"}}},
{"index":3,"period":2,"timestamp":"00:03:00.000","type":{"id":4,"name":"Duel"},"player":{"id":7},"duel":{"type":{"name":"Tackle"},"outcome":{"name":"Won"}}},
{"index":4,"period":2,"timestamp":"00:30:00.000","type":{"name":"Substitution"},"player":{"id":7},"substitution":{"replacement":{"id":8,"name":"B"}}},
{"index":5,"period":2,"timestamp":"00:48:00.000","type":{"name":"Half End"}}]"#;
const STATSBOMB_MATCHES: &str = r#"[{"match_id": 7, "match_date": "2018-06-14", "competition": {"competition_name": "Cup"}, "season": {"season_name": "2018"}}]"#;

const EVENTS: &str = r#"{"teams":{"2":{"team":{"wyId":2,"name":"K\\u00f6ln"}}},"players":{"2":[{"player":{"wyId":7,"firstName":"A","lastName":"\\u00e9","birthDate":"1999-05-25","role":{"code3":"DEF"}}},null]},
"events":[{"eventId":8,"subEventId":85,"tags":[{"id":1801},{"id":1401}],"playerId":7,"teamId":2,"matchId":5,"matchPeriod":"1H","eventSec":2.5},{"eventId":1,"subEventId":"","tags":[],"playerId":0}]}"#;
const MATCHES: &str = r#"[{"wyId":5,"competitionId":426,"dateutc":"2018-05-12 13:30:00","teamsData":{"2":{"teamId":2,"formation":{"lineup":[{"playerId":7,"redCards":"80"}],"bench":[{"playerId":8,"redCards":"0"}],"substitutions":[{"playerIn":8,"playerOut":7,"minute":70}]}}}}]"#;
const PLAYERS: &str = r#"[{"wyId":7,"firstName":"A","lastName":"\\ud83d\\ude00\\u00e9","shortName":"A. \\u00e9","birthDate":"1999-05-25","height":192,"foot":null,"role":{"code2":"DF","code3":"DEF"}}]"#;
const SEASON: &str = "provider,key,name,born,club,competition,season,role,positions,age,minutes,tackles,passes,passes_completed\n\
                      Wyscout,7-426,\"A, é\",1999-05-25,Köln,Bundesliga,2017/18,DEF,cb lb,18,900,20,30,20\nWyscout,8,,1999,,,,,,,,,,\n";

/// A source of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Pieces that readers trip over.
const PIECES: [&[u8]; 24] = [
    b"null",
    b"\"\"",
    b"-1",
    b"1e999",
    b"18446744073709551615",
    b"0.5",
    b"[]",
    b"{}",
    b"true",
    b"\\u00",
    b"\\ud83d",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\"null\"",
    b",",
    b"\n",
    b"\"",
    b"[[[[",
    b"{\"events\":",
    b"NaN",
    b"99:99:99.999",
    b"-9223372036854775808",
    b"2147483648",
    b"\xc3",
];

fn mutated(seed: &[u8], numbers: &mut Numbers, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(seed);
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(out.len() + 1);
        match numbers.below(6) {
            0 if at < out.len() => out[at] ^= 1 << numbers.below(8),
            1 => out.truncate(at),
            2 => {
                let end = (at + numbers.below(12)).min(out.len());
                out.drain(at..end);
            }
            3 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                out.splice(at..at, piece.iter().copied());
            }
            4 => {
                // In place of a number or of what stands there.
                let piece = PIECES[numbers.below(PIECES.len())];
                let end = (at + 1 + numbers.below(4)).min(out.len());
                out.splice(at..end, piece.iter().copied());
            }
            _ => {
                let end = (at + numbers.below(60)).min(out.len());
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
        }
    }
}

#[test]
fn no_bytes_make_a_reader_panic() {
    let tries: usize = std::env::var("MUTATIONS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(120_000);
    let readers: [(&str, &str, Reader); 7] = [
        ("StatsBomb events", STATSBOMB, |bytes| {
            statsbomb::read(bytes).is_ok_and(|played| {
                let mut season = statsbomb::Season::default();
                season.add(&played);
                let part = statsbomb::Part {
                    totals: season,
                    ..statsbomb::Part::default()
                };
                statsbomb::season_table(&[part]).prepare();
                true
            })
        }),
        ("StatsBomb matches", STATSBOMB_MATCHES, |bytes| {
            statsbomb::read_matches(bytes).is_ok()
        }),
        ("Wyscout events", EVENTS, |bytes| {
            wyscout::read_events(bytes).is_ok_and(|events| {
                let mut season = wyscout::Season::default();
                season.add_events(events);
                season.add_sheets(wyscout::read_matches(MATCHES.as_bytes()).unwrap());
                wyscout::season_table(&season, "").prepare();
                true
            })
        }),
        ("Wyscout matches", MATCHES, |bytes| {
            wyscout::read_matches(bytes).is_ok()
        }),
        ("Wyscout players", PLAYERS, |bytes| {
            wyscout::read_players(bytes).is_ok() & wyscout::read_teams(bytes).is_ok()
        }),
        ("season totals", SEASON, |bytes| {
            season_csv::read("", bytes).is_ok_and(|table| season_csv::write(&table).len() > 10)
        }),
        ("packed files", "\u{1f}", |bytes| {
            // The seed of a gzip: its two bytes, then whatever comes.
            let packed = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], bytes].concat();
            unpack(
                packed,
                &SourceLimits {
                    unpacked: 1 << 16,
                    ..SourceLimits::default()
                },
            )
            .is_ok()
        }),
    ];
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::new();
    for (name, seed, read) in readers {
        let mut taken = 0;
        let share = tries / readers.len();
        for _ in 0..share {
            mutated(seed.as_bytes(), &mut numbers, &mut bytes);
            taken += usize::from(read(&bytes));
            let _ = EventFile::of(&bytes);
        }
        println!("{name}: {share} mutations, {taken} read, 0 panics");
        assert!(name == "packed files" || read(seed.as_bytes()), "{name}");
    }
}
