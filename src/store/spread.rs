//! Work on many records at once, spread over the processors.

use std::thread;

/// Fewer than this are done sooner than a thread is started.
const FEW: usize = 256;

/// Does the work on parts of the items that follow each other; the results in the same order.
pub(super) fn spread<I: Sync, O: Send>(
    items: &[I],
    work: impl Fn(&[I]) -> O + Sync,
) -> impl Iterator<Item = O> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let size = items.len().div_ceil(processors).max(FEW);
    let (first, rest) = items.split_at(items.len().min(size));
    let (first, rest) = thread::scope(|scope| {
        let work = &work;
        let rest: Vec<_> = rest
            .chunks(size)
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        let first = work(first);
        (first, rest.into_iter().map(joined).collect::<Vec<O>>())
    });
    std::iter::once(first).chain(rest)
}

/// Does two things side by side.
pub(super) fn both<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (joined(one), other)
    })
}

/// A worker that panicked panics here, as the same work would without it.
fn joined<T>(worker: thread::ScopedJoinHandle<'_, T>) -> T {
    worker
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        for count in [0, 1, FEW, FEW + 1, 40 * FEW + 7] {
            let items: Vec<usize> = (0..count).collect();
            let parts = spread(&items, <[usize]>::to_vec);
            assert_eq!(parts.flatten().collect::<Vec<_>>(), items);
        }
    }
}
