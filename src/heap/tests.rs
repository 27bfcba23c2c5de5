//! The heap against a model, with types made up for the purpose.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::bytecode::rtype::{Kind, TypeArena, WordClass::*};

const SCALE: usize = if cfg!(miri) { 1 } else { 100 };

fn small_heap() -> Arc<Heap> {
    Heap::new(&HeapConfig {
        reserve: if cfg!(miri) { 4 << 20 } else { 1 << 30 },
        ..HeapConfig::default()
    })
    .expect("address space")
}

fn define(arena: &mut TypeArena, size: usize, words: &[WordClass]) -> TypeRef {
    let ty = arena.reserve();
    arena.edit(ty, |t| {
        t.size = size;
        t.align = 8;
        t.kind = Kind::Struct;
        t.words = words.into();
    });
    ty
}

/// The addresses in a vector are the roots.
struct List(Vec<u64>);

impl Roots for List {
    fn mark(&self, marker: &mut dyn Mark, part: usize, parts: usize) {
        for address in self.0.iter().skip(part).step_by(parts) {
            marker.pointer(*address);
        }
    }
}

fn collect(heap: &Heap, cache: &mut Cache, roots: &[u64], workers: usize) -> Cycle {
    // SAFETY: one thread, which names its roots.
    unsafe { heap.collect(&mut [cache], &List(roots.to_vec()), &Threads(workers), true) }
}

/// Object words, as tests see them.
fn read(address: u64, word: usize) -> u64 {
    // SAFETY: tests read inside their own objects.
    unsafe { *(address as *const u64).add(word) }
}

fn write(address: u64, word: usize, value: u64) {
    // SAFETY: tests write inside their own objects.
    unsafe { *(address as *mut u64).add(word) = value }
}

#[test]
fn a_tree_survives_and_its_garbage_goes() {
    let mut arena = TypeArena::default();
    let node = define(&mut arena, 24, &[Pointer, Pointer]);
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    fn build(cache: &mut Cache, node: TypeRef, depth: u64) -> u64 {
        let p = cache.alloc(node) as u64;
        assert_eq!((read(p, 0), read(p, 1), read(p, 2)), (0, 0, 0));
        write(p, 2, depth);
        if depth > 0 {
            write(p, 0, build(cache, node, depth - 1));
            write(p, 1, build(cache, node, depth - 1));
        }
        p
    }
    fn count(p: u64, depth: u64) -> usize {
        assert_eq!(read(p, 2), depth);
        if depth == 0 {
            return 1;
        }
        1 + count(read(p, 0), depth - 1) + count(read(p, 1), depth - 1)
    }
    let depth = if cfg!(miri) { 6 } else { 14 };
    let nodes = (1 << (depth + 1)) - 1;
    let kept = build(&mut cache, node, depth);
    for turn in 0..10 {
        build(&mut cache, node, depth);
        let cycle = collect(&heap, &mut cache, &[kept], 1 + turn % 3);
        assert_eq!(cycle.live_objects, nodes);
        assert_eq!(count(kept, depth), nodes as usize);
    }
    let stats = heap.stats([&cache]);
    assert_eq!(stats.mallocs, 11 * nodes);
    assert_eq!(stats.frees, 10 * nodes);
    assert_eq!(stats.heap_objects, nodes);
    assert_eq!(stats.heap_alloc, nodes * 24);
    // SAFETY: one thread.
    let census = unsafe { heap.census() };
    assert_eq!(census[0].objects, nodes);
    assert_eq!(census[0].ty, node);
    collect(&heap, &mut cache, &[], 1);
    assert_eq!(heap.stats([&cache]).heap_inuse, 0);
}

#[test]
fn gaps_are_reused_and_zeroed() {
    let mut arena = TypeArena::default();
    let boxed = define(&mut arena, 16, &[Pointer]);
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let all: Vec<u64> = (0..50 * SCALE).map(|_| cache.alloc(boxed) as u64).collect();
    all.iter().for_each(|&p| write(p, 1, p));
    let kept: Vec<u64> = all.iter().copied().step_by(3).collect();
    let before = heap.stats([&cache]).heap_inuse;
    collect(&heap, &mut cache, &kept, 2);
    let again: Vec<u64> = (0..30 * SCALE).map(|_| cache.alloc(boxed) as u64).collect();
    for &p in &again {
        assert_eq!((read(p, 0), read(p, 1)), (0, 0));
        assert!(!kept.contains(&p) || SCALE > 1);
    }
    assert!(kept.iter().all(|&p| read(p, 1) == p));
    assert_eq!(heap.stats([&cache]).heap_inuse, before);
}

#[test]
fn interior_pointers_interfaces_and_arrays() {
    let mut arena = TypeArena::default();
    let leaf = define(&mut arena, 40, &[]);
    let iface = define(&mut arena, 16, &[Scalar, IfaceData]);
    let pointer = define(&mut arena, 8, &[Pointer]);
    let scalar = define(&mut arena, 8, &[]);
    for (ty, is_pointer) in [(pointer, true), (scalar, false)] {
        arena.edit(ty, |t| t.data_is_pointer = is_pointer);
    }
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let len = if cfg!(miri) { 5000 } else { 100_000 };
    let big = cache.alloc_array(iface, len) as u64;
    for i in 0..len {
        let p = cache.alloc(leaf) as u64;
        write(p, 4, i as u64);
        let ty = if i % 2 == 0 { pointer } else { scalar };
        write(big, 2 * i, ty.word());
        write(big, 2 * i + 1, p + 32);
    }
    let small = cache.alloc_array(pointer, 5) as u64;
    write(small, 4, big + 8 * len as u64);
    for workers in [1, 3] {
        let cycle = collect(&heap, &mut cache, &[small + 39], workers);
        assert_eq!(cycle.live_objects, 2 + len as u64 / 2);
    }
    for i in (0..len).step_by(2) {
        assert_eq!(read(read(big, 2 * i + 1), 0), i as u64);
    }
    // SAFETY: no collection runs.
    let found = unsafe { heap.object_at(big + 1000) };
    assert_eq!(found, Some((big, len * 16, iface)));
}

#[test]
fn bytes_are_zeroed_unless_asked_otherwise() {
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let sizes = [1, 8, 33, 512, 4097, 32768, 32769, 100_000];
    for turn in 0..4 {
        for size in sizes {
            for _ in 0..4 {
                let p = cache.alloc_bytes(size);
                // SAFETY: an object of `size` bytes.
                let bytes = unsafe { std::slice::from_raw_parts_mut(p, size) };
                assert!(bytes.iter().all(|&b| b == 0));
                bytes.fill(0xAA);
            }
        }
        let roots = if turn % 2 == 0 {
            vec![]
        } else {
            vec![cache.alloc_bytes(64) as u64]
        };
        collect(&heap, &mut cache, &roots, 1);
    }
    assert_eq!(cache.alloc_bytes(0), zero_sized());
}

#[test]
fn pins_are_roots() {
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let handle = heap.pin(cache.alloc_bytes(100) as u64);
    assert_eq!(collect(&heap, &mut cache, &[], 1).live_objects, 1);
    heap.unpin(handle);
    assert_eq!(collect(&heap, &mut cache, &[], 1).live_objects, 0);
}

/// What is free in pieces that are too short for a long run goes back to the system when the heap grows for it.
#[test]
#[cfg(not(miri))]
fn a_long_run_takes_the_memory_of_short_ones() {
    const SHORT: usize = 128 << 10;
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let all: Vec<u64> = (0..64).map(|_| cache.alloc_bytes(SHORT) as u64).collect();
    for &object in &all {
        (0..SHORT / 8).for_each(|word| write(object, word, 1));
    }
    let kept: Vec<u64> = all.into_iter().step_by(2).collect();
    collect(&heap, &mut cache, &kept, 1);
    assert_eq!(heap.stats([&cache]).heap_released, 0);
    cache.alloc_bytes(2 << 20);
    assert_eq!(heap.stats([&cache]).heap_released, 2 << 20);
    // More than is left.
    cache.alloc_bytes(3 << 20);
    assert_eq!(heap.stats([&cache]).heap_released, 2 << 20);
    let again = cache.alloc_bytes(SHORT) as u64;
    assert!((0..SHORT / 8).all(|word| read(again, word) == 0));
}

#[test]
fn large_objects_are_emptied_for_good() {
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let size = 40 << 10;
    let object = cache.alloc_bytes(size);
    (0..size / 8).for_each(|word| write(object as u64, word, 7));
    // SAFETY: nobody else has the object.
    unsafe {
        heap.empty(object, 20 << 10);
        heap.empty(object, 20 << 10);
        heap.empty(object, size);
        // Of small ones nothing is given back.
        let small = cache.alloc_bytes(100);
        write(small as u64, 0, 7);
        heap.empty(small, 100);
        assert_eq!(read(small as u64, 0), 7);
    }
    let zero = (0..size / 8).all(|word| read(object as u64, word) == 0);
    assert!(zero || cfg!(any(miri, not(target_os = "linux"))));
    collect(&heap, &mut cache, &[], 1);
    let again = cache.alloc_bytes(size);
    assert!((0..size / 8).all(|word| read(again as u64, word) == 0));
}

#[test]
fn a_full_heap_says_so() {
    let heap = Heap::new(&HeapConfig {
        reserve: 4 << 20,
        hard_limit: 1 << 20,
        ..HeapConfig::default()
    })
    .expect("address space");
    let mut cache = Cache::new(&heap);
    let limit = AtomicUsize::new(1);
    // SAFETY: the word outlives the cache (declared before, and the cache is not used after).
    unsafe { cache.set_limit(&limit) };
    assert!(cache.alloc_bytes(2 << 20).is_null());
    let mut objects = 0;
    while !cache.alloc_bytes(1000).is_null() {
        objects += 1;
    }
    assert!(objects > 900, "{objects}");
    assert!(heap.wants_collection());
    assert_eq!(limit.load(Ordering::Relaxed), 0);
    collect(&heap, &mut cache, &[], 1);
    assert!(!cache.alloc_bytes(900_000).is_null());
    assert!(cache.alloc_bytes(900_000).is_null());
}

#[test]
fn a_full_arena_says_so() {
    let heap = Heap::new(&HeapConfig {
        reserve: 2 << 20,
        hard_limit: usize::MAX,
        ..HeapConfig::default()
    })
    .expect("address space");
    let mut cache = Cache::new(&heap);
    let mut objects = 0;
    while !cache.alloc_bytes(100_000).is_null() {
        objects += 1;
    }
    assert_eq!(objects, (2 << 20) / 106_496);
    assert!(!cache.alloc_bytes(40_000).is_null());
    collect(&heap, &mut cache, &[], 1);
    assert!(!cache.alloc_bytes(2 << 20).is_null());
}

#[test]
fn finalizers_keep_and_weak_references_see() {
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let object = cache.alloc_bytes(48) as u64;
    let cell = cache.alloc_bytes(8) as u64;
    write(cell, 0, object);
    let specials = heap.specials();
    assert_eq!(specials.weak_cell(object, || cell), cell);
    let task = Task {
        closure: 0,
        args: [object, 0],
        count: 1,
    };
    assert!(specials.set_finalizer(object, task));
    assert!(!specials.set_finalizer(object, task));
    specials.add_cleanup(object, 0);
    // Nobody has it: the weak reference is cleared, the object waits for its finalizer.
    let cycle = collect(&heap, &mut cache, &[], 1);
    assert_eq!(cycle.live_objects, 2);
    assert_eq!(read(cell, 0), 0);
    assert!(specials.is_due(TaskKind::Finalizer) && !specials.is_due(TaskKind::Cleanup));
    assert_eq!(specials.next(TaskKind::Finalizer).unwrap().args[0], object);
    // Now it is gone.
    let cycle = collect(&heap, &mut cache, &[], 1);
    assert_eq!(cycle.live_objects, 0);
    assert!(specials.next(TaskKind::Cleanup).is_some());
}

/// Random graphs: what is reachable in a model is intact, and exactly that is live.
#[test]
fn random_graphs() {
    let mut arena = TypeArena::default();
    let types: Vec<TypeRef> = [1usize, 2, 3, 6, 9, 40, 200]
        .iter()
        .map(|&n| {
            let mut words = vec![Pointer; n];
            words[0] = Scalar;
            if n == 1 {
                words.clear();
            }
            define(&mut arena, n * 8, &words)
        })
        .collect();
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    let mut rng = 12345u64;
    let mut random = move |below: usize| {
        rng = rng
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (rng >> 33) as usize % below
    };
    let mut roots: Vec<u64> = vec![0; 20];
    let mut objects: rustc_hash::FxHashMap<u64, TypeRef> = Default::default();
    for turn in 0..if cfg!(miri) { 4 } else { 60 } {
        let mut known: Vec<u64> = objects.keys().copied().collect();
        for _ in 0..20 * SCALE {
            let ty = types[random(types.len())];
            let p = cache.alloc(ty) as u64;
            assert!((0..ty.size / 8).all(|w| read(p, w) == 0));
            assert!(objects.insert(p, ty).is_none(), "given out twice");
            write(p, 0, !p);
            for word in 1..(ty.size / 8).min(4) {
                if let Some(&target) = known.get(random(known.len() + 1)) {
                    write(p, word, target + random(objects[&target].size) as u64);
                }
            }
            known.push(p);
            let root = random(20 * roots.len());
            if root < roots.len() {
                roots[root] = p;
            }
        }
        let mut reached: rustc_hash::FxHashMap<u64, TypeRef> = Default::default();
        let mut stack = roots.clone();
        while let Some(p) = stack.pop() {
            if p == 0 {
                continue;
            }
            // SAFETY: no collection runs.
            let (start, ..) = unsafe { heap.object_at(p) }.expect("an object");
            let ty = objects[&start];
            if reached.insert(start, ty).is_none() {
                assert_eq!(read(start, 0), !start);
                stack.extend((1..ty.size / 8).map(|w| read(start, w)));
            }
        }
        let cycle = collect(&heap, &mut cache, &roots, 1 + turn % 3);
        assert_eq!(cycle.live_objects as usize, reached.len());
        objects = reached;
    }
}

#[test]
fn many_threads_allocate() {
    let mut arena = TypeArena::default();
    let node = define(&mut arena, 32, &[Pointer]);
    let heap = small_heap();
    let threads = 4;
    for _ in 0..3 {
        let mut caches: Vec<Cache> = (0..threads).map(|_| Cache::new(&heap)).collect();
        let mut heads = vec![0u64; threads];
        std::thread::scope(|scope| {
            for (cache, head) in caches.iter_mut().zip(&mut heads) {
                scope.spawn(move || {
                    for i in 0..100 * SCALE as u64 {
                        let p = cache.alloc(node) as u64;
                        write(p, 0, *head);
                        write(p, 1, i);
                        *head = p;
                        cache.alloc_bytes(10 + i as usize % 50);
                    }
                });
            }
        });
        let mut all: Vec<&mut Cache> = caches.iter_mut().collect();
        // SAFETY: the threads have ended.
        let cycle = unsafe { heap.collect(&mut all, &List(heads.clone()), &Threads(2), true) };
        assert_eq!(cycle.live_objects, (threads * 100 * SCALE) as u64);
        for mut p in heads {
            for i in (0..100 * SCALE as u64).rev() {
                assert_eq!(read(p, 1), i);
                p = read(p, 0);
            }
        }
    }
}

/// `cargo test --profile quick heap::tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn speed() {
    let mut arena = TypeArena::default();
    let node = define(&mut arena, 24, &[Pointer, Pointer]);
    let heap = small_heap();
    let mut cache = Cache::new(&heap);
    fn build(cache: &mut Cache, node: TypeRef, depth: u64) -> u64 {
        let p = cache.alloc(node) as u64;
        if depth > 0 {
            write(p, 0, build(cache, node, depth - 1));
            write(p, 1, build(cache, node, depth - 1));
        }
        p
    }
    let kept = build(&mut cache, node, 18);
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get());
    let (mut objects, mut gc, mut cycles) = (0u64, 0u64, 0);
    let started = std::time::Instant::now();
    while started.elapsed().as_secs() < 3 {
        build(&mut cache, node, 12);
        objects += (1 << 13) - 1;
        if heap.wants_collection() {
            let t = std::time::Instant::now();
            collect(&heap, &mut cache, &[kept], workers);
            gc += t.elapsed().as_nanos() as u64;
            cycles += 1;
        }
    }
    let total = started.elapsed().as_nanos() as u64;
    println!(
        "{:.2} ns an object, of it {:.2} collecting ({cycles} cycles of {:.2} ms)",
        total as f64 / objects as f64,
        gc as f64 / objects as f64,
        gc as f64 / cycles as f64 / 1e6,
    );
    println!("{:?}", heap.last_cycle());
}
