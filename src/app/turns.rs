//! Work that needs much memory, done by a few at a time.
use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use tokio::sync::Semaphore;

/// As many at once as there are processors: a hash of a password takes 19 MiB while it is worked
/// out, and a spreadsheet may take more.
static ROOM: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get)))
});

/// Runs something on a thread that may take its time, once there is room for it. The room is taken
/// until it has ended, also when whoever asked for it has gone. None when it panicked.
pub(super) async fn in_turn<T: Send + 'static>(
    run: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let room = Arc::clone(&ROOM).acquire_owned().await.ok()?;
    let done = tokio::task::spawn_blocking(move || {
        let _room = room;
        run()
    });
    done.await.ok()
}
