//! A check sum that is quicker than reading: it notices damage, not malice.
//!
//! Each of eight lanes adds up every eighth word, and adds up these sums again: no change of a
//! single word leaves the first as it was, no exchange of two the second. The processor takes
//! several lanes at once.

/// Takes words one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckSum {
    sums: [u64; LANES],
    sums_of_sums: [u64; LANES],
    blocks: u64,
}

const LANES: usize = 8;
/// Bytes that all lanes take together.
pub(super) const BLOCK: usize = 8 * LANES;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl CheckSum {
    /// Takes bytes whose number divides by [`BLOCK`], unless they are the last.
    pub fn add(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let (mut sums, mut sums_of_sums) = (self.sums, self.sums_of_sums);
        for block in blocks {
            let (words, _) = block.as_chunks::<8>();
            for ((sum, sum_of_sums), word) in sums.iter_mut().zip(&mut sums_of_sums).zip(words) {
                *sum = sum.wrapping_add(u64::from_ne_bytes(*word));
                *sum_of_sums = sum_of_sums.wrapping_add(*sum);
            }
        }
        (self.sums, self.sums_of_sums) = (sums, sums_of_sums);
        self.blocks += blocks.len() as u64;
        if !rest.is_empty() {
            let mut last = [0; BLOCK];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            self.add(&last);
            // Zeros at the end are not the same as no zeros.
            self.blocks = mixed(self.blocks, rest.len() as u64);
        }
    }

    /// The sum.
    pub fn finish(&self) -> u64 {
        let mut sum = self.blocks;
        for lane in self.sums.into_iter().chain(self.sums_of_sums) {
            sum = mixed(sum, lane);
        }
        sum ^ sum >> 32
    }
}

fn mixed(sum: u64, word: u64) -> u64 {
    (sum ^ word).wrapping_mul(MIX).rotate_left(29)
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
        swapped.swap(40, 104);
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
