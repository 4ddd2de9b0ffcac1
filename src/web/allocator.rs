//! The allocator: smaller than the standard one.

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

#[cfg(not(feature = "trap"))]
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// The same in the test build, where allocations are counted.
#[cfg(feature = "trap")]
pub mod counting {
    use core::alloc::{GlobalAlloc, Layout};
    use core::sync::atomic::{AtomicU32, Ordering};

    use super::{WasmDynamicTalc, new_wasm_dynamic_allocator};

    #[global_allocator]
    static ALLOCATOR: Counting = Counting(new_wasm_dynamic_allocator());
    static COUNT: AtomicU32 = AtomicU32::new(0);

    /// How many allocations there have been, those that grew or shrank included.
    pub fn allocations() -> u32 {
        COUNT.load(Ordering::Relaxed)
    }

    struct Counting(WasmDynamicTalc);

    impl Counting {
        fn counted(&self) -> &WasmDynamicTalc {
            COUNT.fetch_add(1, Ordering::Relaxed);
            &self.0
        }
    }

    // SAFETY: whatever is asked for is asked of the allocator below, as it is.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            // SAFETY: the caller keeps the same promises.
            unsafe { self.counted().alloc(layout) }
        }

        unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            // SAFETY: the caller keeps the same promises.
            unsafe { self.counted().realloc(block, layout, size) }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            // SAFETY: the caller keeps the same promises.
            unsafe { self.0.dealloc(block, layout) }
        }
    }
}
