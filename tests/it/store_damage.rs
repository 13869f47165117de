//! What we promise about damaged and hostile files: no panic, a clear message, and all that can be saved.

use std::path::PathBuf;

use backline::domain::dossier::Dossier;
use backline::store::{DecodeError, Limit, Limits, LoadNotice, Loaded, Place, decode, encode};

fn golden(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    std::fs::read(folder.join(name)).unwrap()
}

fn full() -> String {
    String::from_utf8(golden("full.backline")).unwrap()
}

fn read(bytes: &[u8]) -> Result<Loaded, DecodeError> {
    decode(bytes, &Limits::default())
}

fn losses(loaded: &Loaded) -> Vec<String> {
    let losses = loaded.notices.iter().filter(|notice| notice.is_loss());
    losses.map(ToString::to_string).collect()
}

/// Records whose whole line stands before the cut.
fn rows(text: &str) -> usize {
    let rows = text.lines().filter(|line| line.starts_with("{\"id\":"));
    rows.filter(|line| {
        serde_json::from_str::<serde_json::Value>(line.trim_end_matches(',')).is_ok()
    })
    .count()
}

#[test]
fn a_file_that_is_cut_off_gives_every_record_before_the_cut() {
    let text = full();
    let first_line = text.find('\n').unwrap();
    let cuts = (0..text.len() - 1)
        .step_by(97)
        .chain(text.len() - 200..text.len() - 1);
    for cut in cuts.filter(|cut| text.is_char_boundary(*cut)) {
        let part = &text[..cut];
        match read(part.as_bytes()) {
            Ok(loaded) => {
                assert_eq!(loaded.dossier.len(), rows(part), "cut at {cut}");
                let truncated = matches!(loaded.notices[1..], [.., LoadNotice::Truncated { .. }]);
                let end_mark = part.lines().last().unwrap().starts_with("\"end\"");
                assert!(truncated || end_mark, "cut at {cut}: {:?}", loaded.notices);
                assert!(!truncated || loaded.read_only.is_some());
            }
            Err(err) => {
                assert!(cut < first_line, "cut at {cut}: {err}");
                assert!(!err.advice().is_empty());
            }
        }
    }
}

#[test]
fn a_flipped_bit_costs_at_most_the_records_of_two_lines() {
    let text = full();
    let whole = read(text.as_bytes()).unwrap().dossier.len();
    for at in (0..text.len()).filter(|at| at % 41 == 0 || text.as_bytes()[*at] == b'\n') {
        for bit in [0, 5, 7] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let loaded = read(&bytes).unwrap_or_else(|err| panic!("bit {bit} at {at}: {err}"));
            assert!(
                loaded.dossier.len() + 2 >= whole,
                "bit {bit} at {at}: {:?}",
                loaded.notices
            );
            assert!(
                !loaded.notices.is_empty(),
                "bit {bit} at {at} goes unnoticed"
            );
            let fewer = loaded.dossier.len() < whole;
            assert!(
                !fewer || loaded.read_only.is_some(),
                "bit {bit} at {at}: {:?}",
                loaded.notices
            );
        }
    }
}

#[test]
fn a_lost_record_is_named_with_its_section_and_line() {
    let broken = full().replace("\"role\":\"benchmark\"}", "\"role\":\"benchmark\"");
    let loaded = read(broken.as_bytes()).unwrap();
    assert_eq!(
        loaded
            .notices
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [
            "The file is damaged at line 5 (key must be a string) and was read line by line",
            "A record of players at line 4 could not be read and is left out (EOF while parsing an object)",
        ]
    );
    assert_eq!(loaded.dossier.players.len(), 2);
    assert!(loaded.read_only.unwrap().contains("lose them for good"));
}

#[test]
fn a_bad_record_costs_only_itself_in_any_layout() {
    let file: serde_json::Value = serde_json::from_str(&full()).unwrap();
    let mut file = file;
    file["sources"][1]["on"] = "2025-13-45".into();
    for text in [
        serde_json::to_string(&file).unwrap(),
        serde_json::to_string_pretty(&file).unwrap(),
    ] {
        let loaded = read(text.as_bytes()).unwrap();
        assert_eq!(loaded.dossier.sources.len(), 1);
        assert!(
            matches!(&loaded.notices[..], [LoadNotice::Lost { section, place: Place::Record(2), why }, ..]
                if section == "sources" && why.contains("2025-13-45")),
            "{:?}",
            loaded.notices
        );
    }
}

#[test]
fn a_comma_that_a_hand_forgot_costs_nothing() {
    let text = full();
    let loaded = read(text.replacen("},\n{", "}\n{", 1).as_bytes()).unwrap();
    assert_eq!(loaded.dossier, read(text.as_bytes()).unwrap().dossier);
    assert_eq!(losses(&loaded), [] as [&str; 0]);
    assert_eq!(loaded.read_only, None);
}

#[test]
fn a_damaged_head_is_read_member_by_member() {
    let broken = full().replacen("\"our_country\":", "\"our_country\"", 1);
    let loaded = read(broken.as_bytes()).unwrap();
    let whole = read(full().as_bytes()).unwrap();
    assert_eq!(
        (loaded.dossier.id, &loaded.revision),
        (whole.dossier.id, &whole.revision)
    );
    assert_eq!(
        loaded.dossier.head.title,
        "Centre-backs for 2025/26".replace("backs", "back")
    );
    assert_eq!(
        losses(&loaded),
        [
            "The title, question or decision date of the dossier could not be read. Enter it again in a copy"
        ]
    );
}

#[test]
fn latin_1_is_read_and_said() {
    let text = full();
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let loaded = read(&latin).unwrap();
    assert_eq!(
        loaded.dossier.players.values().next().unwrap().name,
        "Ibrahima Konaté"
    );
    assert!(losses(&loaded).contains(
        &"Line 3 is not UTF-8 text and was read as Latin-1. Some letters may be wrong".to_owned()
    ));
}

#[test]
fn two_records_with_one_id_are_said() {
    let text = full();
    let line = text.lines().find(|line| line.contains("Virgil")).unwrap();
    for (twin, loss) in [
        (line.to_owned(), false),
        (line.replace("Virgil", "Vigil"), true),
    ] {
        let loaded = read(text.replace(line, &format!("{line}\n{twin}")).as_bytes()).unwrap();
        assert_eq!(loaded.dossier.players.len(), 3);
        let same = !loss;
        let found = loaded
            .notices
            .iter()
            .find(|notice| matches!(notice, LoadNotice::DuplicateId { same: s, .. } if *s == same));
        assert_eq!(found.unwrap().is_loss(), loss);
        assert_eq!(loaded.read_only.is_some(), loss);
    }
}

#[test]
fn files_of_other_kinds_are_named() {
    let utf16: Vec<u8> = full().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bom = [&[0xFF, 0xFE][..], &utf16].concat();
    for (bytes, message) in [
        (&b""[..], "The file is empty"),
        (
            b"name;club\nKonat\xe9;Liverpool\n",
            "It is not a Backline dossier",
        ),
        (b"{}", "It is not a Backline dossier"),
        (
            b"{\"format\":\"other\",\"doc\":1}",
            "It is not a Backline dossier",
        ),
        (
            b"\x28\xB5\x2F\xFD\x04\x00",
            "It is compressed, and this version cannot read compressed dossiers",
        ),
        (
            b"\x1F\x8B\x08\x00",
            "It is compressed, and this version cannot read compressed dossiers",
        ),
        (
            b"age-encryption.org/v1\n-> X25519",
            "It is encrypted, and this version cannot read encrypted dossiers",
        ),
        (&utf16, "It is UTF-16 text, and a dossier is UTF-8 text"),
        (&bom, "It is UTF-16 text, and a dossier is UTF-8 text"),
    ] {
        let err = read(bytes).unwrap_err();
        assert_eq!(err.to_string(), message);
        assert!(!err.advice().is_empty());
    }
}

#[test]
fn limits_of_the_whole_file_refuse_it() {
    let text = full();
    let defaults = Limits::default();
    let size = text.len();
    for (limits, message) in [
        (
            Limits {
                bytes: 1_000,
                ..defaults.clone()
            },
            format!("It has {size} bytes, and a dossier may have 1000"),
        ),
        (
            Limits {
                records: 17,
                ..defaults.clone()
            },
            "It has more than 17 records".to_owned(),
        ),
        (
            Limits {
                values: 300,
                ..defaults.clone()
            },
            "It has more than 300 values".to_owned(),
        ),
    ] {
        let sound = decode(text.as_bytes(), &limits).unwrap_err();
        assert_eq!(sound.to_string(), message);
        let damaged = text.replace("\"role\":\"benchmark\"}", "\"role\":\"benchmark\" ");
        let salvaged = decode(damaged.as_bytes(), &limits).unwrap_err();
        assert!(matches!(
            (sound, salvaged),
            (DecodeError::Limit(_), DecodeError::Limit(_))
        ));
    }
    assert!(
        decode(
            text.as_bytes(),
            &Limits {
                records: 18,
                ..defaults
            }
        )
        .is_ok()
    );
}

#[test]
fn limits_of_one_record_cost_the_record() {
    let defaults = Limits::default();
    for (limits, why) in [
        (
            Limits {
                text: 200,
                ..defaults.clone()
            },
            "A text is longer than 200 bytes",
        ),
        (
            Limits {
                rows: 1,
                ..defaults.clone()
            },
            "The list of injuries has 2 rows, and may have 1",
        ),
        (
            Limits {
                readings: 1,
                ..defaults.clone()
            },
            "Date of birth has 2 readings, and may have 1",
        ),
    ] {
        let long = "A remark that nobody reads. ".repeat(20);
        let text = full().replace("Line one", &long);
        let loaded = decode(text.as_bytes(), &limits).unwrap();
        let said = losses(&loaded);
        assert!(
            said[0].starts_with("A record of players at line 3"),
            "{said:?}"
        );
        assert!(
            said[0].contains(why.split(" has ").last().unwrap()),
            "{said:?}"
        );
        assert_eq!(loaded.dossier.players.len(), 2);
    }
}

#[test]
fn the_limits_are_as_documented() {
    let Limits {
        bytes,
        records,
        values,
        text,
        rows,
        readings,
        notices,
    } = Limits::default();
    assert_eq!(
        (bytes, records, values),
        (1_073_741_824, 2_000_000, 40_000_000)
    );
    assert_eq!(
        (text, rows, readings, notices),
        (1_048_576, 10_000, 1_000, 1_000)
    );
    assert!(Limit::Bytes { found: 2, max: 1 }.to_string().contains('2'));
}

#[test]
fn deep_nesting_and_huge_numbers_cost_the_record() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for hostile in [deep.as_str(), "1e999", "-1e999"] {
        let member = format!("\"name\":\"Virgil van Dijk\",\"zz\":{hostile}");
        let loaded = read(
            full()
                .replace("\"name\":\"Virgil van Dijk\"", &member)
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(loaded.dossier.players.len(), 2, "{:.20}", hostile);
        assert_eq!(losses(&loaded).len(), 1);
    }
    let member = format!("{{\"zz\":{deep},\"format\"");
    assert!(read(full().replacen("{\"format\"", &member, 1).as_bytes()).is_err());
}

#[test]
fn notices_are_counted_beyond_a_limit() {
    let rows = "{\"id\":1},\n".repeat(50);
    let text = full().replace("\"players\":[\n", &format!("\"players\":[\n{rows}"));
    let limits = Limits {
        notices: 10,
        ..Limits::default()
    };
    let loaded = decode(text.as_bytes(), &limits).unwrap();
    assert_eq!(loaded.notices.len(), 11);
    assert_eq!(
        loaded.notices[10],
        LoadNotice::More {
            count: 41,
            loss: true
        }
    );
}

#[test]
fn ancestors_beyond_64_are_dropped() {
    let parent = "\"0197f8a0-0000-7000-8000-0000000000e0\",";
    let text = full().replacen(
        "\"parents\":[",
        &format!("\"parents\":[{}", parent.repeat(500)),
        1,
    );
    assert_eq!(read(text.as_bytes()).unwrap().revision.parents.len(), 64);
}

/// A small generator, so that a failing case can be run again.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const TOKENS: &[&[u8]] = &[
        b"\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b",",
        b":",
        b"\\u0000",
        b"\\ud800",
        b"null",
        b"1e999",
        b"-0.0",
        b"\xff",
        b"\"end\":",
        b"\n\"end\":{",
        b"\"players\":[\n",
        b"],\n",
        b"\"id\":",
        b"[[[[[[[[",
        b"99999999999999999999",
        b"{\"id\":\"x\"},\n",
    ];
    let at = random.below(bytes.len());
    let end = (at + random.below(60)).min(bytes.len());
    match random.below(6) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied())),
        3 => {
            let copy = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            drop(bytes.splice(to..to, copy));
        }
        4 => drop(bytes.splice(at..end, TOKENS[random.below(TOKENS.len())].iter().copied())),
        _ if random.below(8) == 0 => bytes.truncate(at),
        _ => {}
    }
}

/// A file with little of everything, so that many cases fit in a second.
fn seed() -> Vec<u8> {
    let loaded = read(&golden("newer.backline")).unwrap();
    let mut dossier = loaded.dossier;
    dossier.players = dossier
        .players
        .iter()
        .skip(2)
        .map(|(id, player)| (*id, player.clone()))
        .collect();
    dossier.negotiations.clear();
    dossier.reports.clear();
    dossier.pools.clear();
    dossier.squad.clear();
    dossier.rates.clear();
    dossier.statements.clear();
    dossier.windows.clear();
    dossier.sources.clear();
    encode(&dossier, &loaded.revision)
}

/// How many of the mutants open.
fn check_mutants(seed: &[u8], cases: usize, mut random: Random) -> usize {
    let mut opened = 0;
    for case in 0..cases {
        let mut bytes = seed.to_vec();
        for _ in 0..=random.below(4) {
            mutate(&mut bytes, &mut random);
        }
        let Ok(loaded) = read(&bytes) else { continue };
        opened += 1;
        if case % 20 == 0 {
            let again = read(&encode(&loaded.dossier, &loaded.revision)).unwrap();
            assert_eq!(again.dossier, loaded.dossier, "case {case}");
            assert_eq!(again.revision, loaded.revision, "case {case}");
            assert_eq!(losses(&again), [] as [&str; 0], "case {case}");
        }
    }
    opened
}

#[test]
fn no_bytes_make_it_panic_and_what_opens_saves_and_opens_again() {
    let seed = seed();
    let opened: usize = std::thread::scope(|scope| {
        let start = |random| {
            scope.spawn({
                let seed = &seed;
                move || check_mutants(seed, 10_000, Random(random))
            })
        };
        let halves = [start(0x9E37_79B9_7F4A_7C15), start(0xD1B5_4A32_D192_ED03)];
        halves.map(|half| half.join().unwrap()).iter().sum()
    });
    assert!(opened > 15_000, "only {opened} mutants opened");
}

#[test]
fn sections_of_other_types_are_no_panic() {
    for section in Dossier::SECTIONS {
        for value in ["{}", "null", "\"x\"", "[1,null,[],{}]", "7"] {
            let text = full().replacen(
                &format!("\"{section}\":["),
                &format!("\"{section}\":{value},\n\"{section}\":["),
                1,
            );
            let loaded = read(text.as_bytes()).unwrap();
            assert!(!loaded.notices.is_empty(), "{section} {value}");
        }
    }
}
