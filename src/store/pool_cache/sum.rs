//! A check sum that is quicker than reading: it notices damage, not malice.
//!
//! Each of four lanes takes every fourth word and mixes it in a way that can be undone, so that no
//! change of a single word leaves the sum as it was.

/// Takes words one after another.
#[derive(Clone, Debug)]
pub(super) struct CheckSum {
    lanes: [u64; 4],
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for CheckSum {
    fn default() -> Self {
        Self {
            lanes: [1, 2, 3, 4],
        }
    }
}

impl CheckSum {
    /// Takes bytes whose number divides by 32, unless they are the last.
    pub fn add(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<32>();
        for block in blocks {
            let (words, _) = block.as_chunks::<8>();
            for (lane, word) in self.lanes.iter_mut().zip(words) {
                *lane = mixed(*lane, u64::from_ne_bytes(*word));
            }
        }
        if !rest.is_empty() {
            let mut last = [0; 32];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            self.add(&last);
            // Zeros at the end are not the same as no zeros.
            self.lanes = self.lanes.map(|lane| mixed(lane, rest.len() as u64));
        }
    }

    /// The sum.
    pub fn finish(&self) -> u64 {
        let mut sum = 0;
        for lane in self.lanes {
            sum = mixed(sum, lane);
        }
        sum ^ sum >> 32
    }
}

fn mixed(lane: u64, word: u64) -> u64 {
    (lane ^ word).wrapping_mul(MIX).rotate_left(29)
}

/// The sum of some bytes.
pub(super) fn check_sum(bytes: &[u8]) -> u64 {
    let mut sum = CheckSum::default();
    sum.add(bytes);
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_single_change_is_noticed() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        let sum = check_sum(&bytes);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                assert_ne!(check_sum(&changed), sum, "byte {at}, bit {bit}");
            }
            assert_ne!(check_sum(&bytes[..at]), sum, "cut at {at}");
        }
        let mut swapped = bytes.clone();
        swapped.swap(40, 72);
        assert_ne!(check_sum(&swapped), sum);
        assert_ne!(check_sum(&[0; 3]), check_sum(&[0; 4]));
    }

    #[test]
    fn blocks_add_up_to_the_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        let mut sum = CheckSum::default();
        bytes.chunks(1_024).for_each(|block| sum.add(block));
        assert_eq!(sum.finish(), check_sum(&bytes));
    }
}
