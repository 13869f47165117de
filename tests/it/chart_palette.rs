//! The colours of the players are told apart by everybody: seen plainly, and as people with one of
//! the three kinds of colour-blindness see them.

use backline::ui::tokens::{DARK, LIGHT, Tokens};

type Matrix = [[f64; 3]; 3];

/// Nothing is changed.
const PLAIN: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
const KINDS: [(&str, Matrix); 3] = [
    (
        "red-blind",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "green-blind",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "blue-blind",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// sRGB to XYZ under D65.
const TO_XYZ: Matrix = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];

fn times(matrix: &Matrix, colour: [f64; 3]) -> [f64; 3] {
    let row = |row: &[f64; 3]| row.iter().zip(colour).map(|(a, b)| a * b).sum();
    [row(&matrix[0]), row(&matrix[1]), row(&matrix[2])]
}

fn linear(channel: u8) -> f64 {
    let part = f64::from(channel) / 255.0;
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

fn lab(linear: [f64; 3]) -> [f64; 3] {
    let [x, y, z] = times(&TO_XYZ, linear.map(|part| part.clamp(0.0, 1.0)));
    let root = |part: f64| {
        if part > 216.0 / 24_389.0 {
            part.cbrt()
        } else {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        }
    };
    let (x, y, z) = (root(x / 0.950_47), root(y), root(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The smallest distance of any two players, CIE76.
fn smallest_distance(theme: &Tokens, seen: &Matrix) -> f64 {
    let colours = theme.players.map(|colour| {
        let channels = [colour.r(), colour.g(), colour.b()];
        lab(times(seen, channels.map(linear)))
    });
    let mut smallest = f64::INFINITY;
    for (idx, one) in colours.iter().enumerate() {
        for other in &colours[idx + 1..] {
            let squares = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
            smallest = smallest.min(squares.sum::<f64>().sqrt());
        }
    }
    smallest
}

#[test]
fn players_are_told_apart_with_every_kind_of_eyes() {
    for (theme, tokens, plain) in [("light", &LIGHT, 26.0), ("dark", &DARK, 23.0)] {
        let found = smallest_distance(tokens, &PLAIN);
        assert!(found >= plain, "{theme}, seen plainly: {found:.1}");
        for (kind, matrix) in &KINDS {
            let found = smallest_distance(tokens, matrix);
            // The design says 14.9, rounded.
            assert!(found >= 14.85, "{theme}, {kind}: {found:.2}");
        }
    }
}

#[test]
fn a_confusable_pair_would_be_seen() {
    let mut tokens = LIGHT;
    tokens.players[1] = tokens.players[0];
    assert!(smallest_distance(&tokens, &PLAIN) < 1.0);
}
