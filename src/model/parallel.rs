//! All processors at once, results in order.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Applies `work` to every item on all processors; results in the order of the items.
pub(crate) fn in_parallel<I: Send, O: Send>(items: Vec<I>, work: impl Fn(I) -> O + Sync) -> Vec<O> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(8));
    if threads < 2 {
        return items.into_iter().map(work).collect();
    }
    let total = items.len();
    let items: Vec<std::sync::Mutex<Option<I>>> = items.into_iter().map(|item| std::sync::Mutex::new(Some(item))).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = items.get(at) else {
                return done;
            };
            let item = slot.lock().ok().and_then(|mut slot| slot.take());
            if let Some(item) = item {
                done.push((at, work(item)));
            }
        }
    };
    let mut results: Vec<(usize, O)> = Vec::with_capacity(total);
    std::thread::scope(|scope| {
        // Where no thread can be started, this one does all the work.
        let handles: Vec<_> = (1..threads).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        results.append(&mut run());
        for handle in handles {
            match handle.join() {
                Ok(mut done) => results.append(&mut done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
