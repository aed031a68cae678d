//! Work on many items with several threads, results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// Markdown nests, and so may the stages that walk it; the default of 2 MiB for new threads is less than what the main thread has.
const STACK: usize = 16 << 20;

/// How many results may wait for an earlier one; without a limit, one slow file would keep the results of all others in memory.
const BACKLOG: usize = 256;

/// Calls `work` for every item on `threads` threads and `sink` on this one, strictly in the order of `items`, while the work goes on.
/// A `sink` that breaks stops everything after the items under way.
pub fn ordered<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    mut sink: impl FnMut(T) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    let turn = Turn::default();
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let item = items.get(index)?;
        turn.wait_for(index).then(|| (index, work(item)))
    };
    // One thread is this one: handing results over costs more than small files do.
    let workers = if threads > 1 { threads.min(items.len()) } else { 0 };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(workers * 4);
        let mut spawned = 0;
        for _ in 0..workers {
            let (sender, take) = (sender.clone(), &take);
            let end = End { turn: &turn, only_by_panic: true };
            let body = move || {
                let _end = end;
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
        in_order(receiver.into_iter().chain(inline), &mut sink, &turn);
    });
}

fn in_order<T>(results: impl Iterator<Item = (usize, T)>, sink: &mut impl FnMut(T) -> ControlFlow<()>, turn: &Turn) {
    let _end = End { turn, only_by_panic: false };
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (index, result) in results {
        early.insert(index, result);
        while let Some(result) = early.remove(&due) {
            due += 1;
            turn.advance(Some(due));
            if sink(result).is_break() {
                return;
            }
        }
    }
}

/// The item whose result is due next; `None` after the end.
struct Turn {
    due: Mutex<Option<usize>>,
    moved: Condvar,
}

/// Lets go of everybody who waits for a turn that will not come any more.
struct End<'a> {
    turn: &'a Turn,
    only_by_panic: bool,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        if !self.only_by_panic || thread::panicking() {
            self.turn.advance(None);
        }
    }
}

impl Default for Turn {
    fn default() -> Self {
        Self { due: Mutex::new(Some(0)), moved: Condvar::new() }
    }
}

impl Turn {
    /// Nothing comes after the end: results that were on their way may still be handed over.
    fn advance(&self, to: Option<usize>) {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if due.is_some() {
            *due = to;
        }
        drop(due);
        self.moved.notify_all();
    }

    /// Waits until an item is not too far ahead. The item that is due never waits, so the others don't wait for ever.
    fn wait_for(&self, index: usize) -> bool {
        let due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = |due: &mut Option<usize>| due.is_some_and(|due| index >= due + BACKLOG);
        self.moved.wait_while(due, ahead).unwrap_or_else(PoisonError::into_inner).is_some()
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

    #[test]
    fn a_panic_comes_through() {
        let items: Vec<usize> = (0..BACKLOG * 4).collect();
        let run = |bad_work: usize, bad_result: usize| {
            let work = |&item: &usize| {
                assert!(item != bad_work);
                item
            };
            let sink = |item| {
                assert!(item != bad_result);
                ControlFlow::Continue(())
            };
            std::panic::catch_unwind(|| ordered(&items, 3, work, sink)).is_err()
        };
        assert!(run(7, usize::MAX));
        assert!(run(usize::MAX, 7));
    }

    /// One worker panics, then the result of another one is handed over, and a third must not wait for what will never come.
    #[test]
    fn the_end_is_the_end() {
        let turn = Turn::default();
        turn.advance(None);
        turn.advance(Some(1));
        assert!(!turn.wait_for(BACKLOG * 2));
    }

    #[test]
    fn the_others_wait_for_a_slow_one() {
        let items: Vec<usize> = (0..BACKLOG * 4).collect();
        let farthest = AtomicUsize::new(0);
        let mut results = 0;
        let work = |&item: &usize| {
            farthest.fetch_max(item, Ordering::SeqCst);
            if item == 0 {
                thread::sleep(std::time::Duration::from_millis(50));
                assert!(farthest.load(Ordering::SeqCst) < BACKLOG);
            }
        };
        ordered(&items, 4, work, |()| {
            results += 1;
            ControlFlow::Continue(())
        });
        assert_eq!(results, items.len());
    }
}
