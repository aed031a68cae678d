//! Work on many items with several threads, results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Markdown nests, and so may the stages that walk it; the default of 2 MiB for new threads is less than what the main thread has.
const STACK: usize = 16 << 20;

/// Calls `work` for every item on `threads` threads and `sink` on this one, strictly in the order of `items`, while the work goes on.
/// A `sink` that breaks stops everything after the items under way.
pub fn ordered<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    mut sink: impl FnMut(T) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if stop.load(Ordering::Relaxed) { None } else { items.get(index).map(|item| (index, work(item))) }
    };
    let workers = threads.min(items.len());
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(workers * 4);
        let mut spawned = 0;
        for _ in 0..workers {
            let (sender, take) = (sender.clone(), &take);
            let body = move || {
                while let Some(result) = take() {
                    if sender.send(result).is_err() {
                        break;
                    }
                }
            };
            spawned += usize::from(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, body).is_ok());
        }
        drop(sender);
        // A system out of threads still gets its result, only later.
        let inline = std::iter::from_fn(|| if spawned == 0 { take() } else { None });
        in_order(receiver.into_iter().chain(inline), &mut sink, &stop);
    });
}

fn in_order<T>(results: impl Iterator<Item = (usize, T)>, sink: &mut impl FnMut(T) -> ControlFlow<()>, stop: &AtomicBool) {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (index, result) in results {
        early.insert(index, result);
        while let Some(result) = early.remove(&due) {
            due += 1;
            if sink(result).is_break() {
                stop.store(true, Ordering::Relaxed);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(threads: usize, stop_after: usize, expected: &[u64]) {
        let items: Vec<u64> = (0..50).collect();
        let mut seen = Vec::new();
        ordered(
            &items,
            threads,
            |&item| {
                // The later ones are ready first.
                thread::sleep(std::time::Duration::from_micros(500 - item * 10));
                item * 2
            },
            |result| {
                seen.push(result);
                if seen.len() == stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, expected);
    }

    #[test]
    fn order_does_not_depend_on_threads() {
        let all: Vec<u64> = (0..50).map(|item| item * 2).collect();
        check(1, 99, &all);
        check(8, 99, &all);
        check(0, 99, &all);
        check(4, 3, &[0, 2, 4]);
    }
}
