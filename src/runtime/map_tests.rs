//! Maps against a model, with types made up for the purpose.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::bytecode::rtype::{
    Detail, Equality, Field, Kind, Leaf, TypeArena, TypeRef, Width, WordClass,
};
use crate::heap::{Alone, Cache, Heap, HeapConfig, Mark, Roots};

use super::equal::{eq_iface, eq_memory, eq_registers};
use super::fault::Fault;
use super::map;

const SCALE: usize = if cfg!(miri) { 1 } else { 20 };

fn heap() -> (Arc<Heap>, Cache) {
    let heap = Heap::new(&HeapConfig {
        reserve: if cfg!(miri) { 4 << 20 } else { 8 << 30 },
        ..HeapConfig::default()
    })
    .expect("address space");
    let cache = Cache::new(&heap);
    (heap, cache)
}

fn leaf(offset: u32, width: Width, class: WordClass) -> Leaf {
    Leaf {
        offset,
        width,
        class,
    }
}

#[derive(Default)]
struct Types(TypeArena);

impl Types {
    fn simple(&mut self, kind: Kind, equality: Equality, size: usize, width: Width) -> TypeRef {
        let ty = self.0.reserve();
        self.0.edit(ty, |t| {
            t.size = size;
            t.align = size as u8;
            t.kind = kind;
            t.equality = equality;
            t.direct = true;
            t.leaves = [leaf(0, width, WordClass::Scalar)].into();
            t.name = format!("{kind:?}").to_lowercase().into();
        });
        ty
    }
    fn int(&mut self) -> TypeRef {
        self.simple(Kind::Int, Equality::Bytes, 8, Width::W64)
    }
    fn pair(&mut self, kind: Kind, equality: Equality, classes: [WordClass; 2]) -> TypeRef {
        let ty = self.0.reserve();
        self.0.edit(ty, |t| {
            t.size = 16;
            t.align = 8;
            t.kind = kind;
            t.equality = equality;
            t.data_is_pointer = true;
            let used = if classes[1] == WordClass::Scalar {
                1
            } else {
                2
            };
            t.words = classes[..used].into();
            t.leaves = [
                leaf(0, Width::W64, classes[0]),
                leaf(8, Width::W64, classes[1]),
            ]
            .into();
            t.name = format!("{kind:?}").to_lowercase().into();
        });
        ty
    }
    fn string(&mut self) -> TypeRef {
        let classes = [WordClass::Pointer, WordClass::Scalar];
        self.pair(Kind::String, Equality::String, classes)
    }
    fn any(&mut self) -> TypeRef {
        let classes = [WordClass::Scalar, WordClass::IfaceData];
        self.pair(Kind::Interface, Equality::Interface, classes)
    }
    fn structure(&mut self, fields: &[(&str, TypeRef)]) -> TypeRef {
        let ty = self.0.reserve();
        let (mut offset, mut leaves, mut words, mut list) = (0usize, vec![], vec![], vec![]);
        for &(name, field) in fields {
            offset = offset.next_multiple_of(field.align.max(1) as usize);
            list.push(Field {
                name: name.into(),
                pkg_path: "".into(),
                ty: field,
                offset,
                embedded: false,
                tag: "".into(),
                first_leaf: leaves.len() as u32,
            });
            for l in &field.leaves {
                leaves.push(leaf(l.offset + offset as u32, l.width, l.class));
            }
            words.resize(offset / 8, WordClass::Scalar);
            words.extend(&field.words);
            offset += field.size;
        }
        self.0.edit(ty, |t| {
            t.size = offset.next_multiple_of(8);
            t.align = 8;
            t.kind = Kind::Struct;
            t.equality = Equality::Struct;
            t.in_memory = leaves.len() > 8;
            t.leaves = leaves.into();
            if words.iter().any(|&w| w != WordClass::Scalar) {
                t.words = words.into();
            }
            t.detail = Detail::Struct {
                fields: list.into(),
            };
        });
        ty
    }
    fn map(&mut self, key: TypeRef, elem: TypeRef) -> TypeRef {
        let slot = self.structure(&[("key", key), ("elem", elem)]);
        let Detail::Struct { fields } = &slot.detail else {
            unreachable!()
        };
        let elem_offset = fields[1].offset;
        let ty = self.0.reserve();
        self.0.edit(ty, |t| {
            t.size = 8;
            t.kind = Kind::Map;
            t.elem = elem;
            t.detail = Detail::Map {
                key,
                slot,
                elem_offset,
            };
        });
        ty
    }
}

struct Root(u64);

impl Roots for Root {
    fn mark(&self, marker: &mut dyn Mark, part: usize, _: usize) {
        if part == 0 {
            marker.pointer(self.0);
        }
    }
}

fn collect(heap: &Heap, cache: &mut Cache, root: u64) {
    // SAFETY: one thread, which keeps nothing but the root.
    unsafe { heap.collect(&mut [cache], &Root(root), &Alone, true) };
}

fn string(cache: &mut Cache, text: &str) -> [u64; 2] {
    let p = cache.alloc_bytes(text.len());
    // SAFETY: a fresh object of that size.
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), p, text.len()) };
    [p as u64, text.len() as u64]
}

// The functions of `map` are unsafe as its comment says: these tests give them maps of the right types.
fn set(cache: &mut Cache, m: u64, ty: TypeRef, key: &[u64], value: &[u64]) -> Result<(), Fault> {
    // SAFETY: as said above.
    unsafe { map::set(cache, m, ty, key.as_ptr(), value.as_ptr()) }
}
fn get(cache: &mut Cache, m: u64, ty: TypeRef, key: &[u64]) -> Result<Option<u64>, Fault> {
    let mut value = [7u64; 2];
    // SAFETY: as said above.
    let there = unsafe { map::get(cache, m, ty, key.as_ptr(), value.as_mut_ptr())? };
    assert!(there || value[0] == 0);
    Ok(there.then_some(value[0]))
}
fn delete(m: u64, ty: TypeRef, key: &[u64]) -> Result<(), Fault> {
    // SAFETY: as said above.
    unsafe { map::delete(m, ty, key.as_ptr()) }
}
fn entries(cache: &mut Cache, m: u64, ty: TypeRef) -> Vec<(u64, u64)> {
    let mut all = vec![];
    // SAFETY: as said above.
    unsafe {
        let iter = map::iter(cache, m).unwrap();
        let (mut key, mut value) = ([0u64; 2], [0u64; 2]);
        while map::next(cache, iter, ty, key.as_mut_ptr(), value.as_mut_ptr()).unwrap() {
            all.push((key[0], value[0]));
        }
    }
    all
}
fn len(m: u64) -> u64 {
    // SAFETY: as said above.
    unsafe { map::len(m) }
}

#[test]
fn integers_against_a_model() {
    let mut types = Types::default();
    let int = types.int();
    let ty = types.map(int, int);
    let (heap, mut cache) = heap();
    for hint in [0, 5, 12, 100, 5000] {
        let m = map::make(&mut cache, ty, hint).unwrap();
        let mut model = BTreeMap::new();
        let mut rng = 88172645463325252u64;
        for i in 0..500 * SCALE {
            rng ^= rng << 13;
            rng ^= rng >> 7;
            rng ^= rng << 17;
            let key = rng >> 20 & 0x3FF;
            match rng % 4 {
                0 => {
                    delete(m, ty, &[key]).unwrap();
                    model.remove(&key);
                }
                _ => {
                    set(&mut cache, m, ty, &[key], &[i as u64]).unwrap();
                    model.insert(key, i as u64);
                }
            }
            let probe = rng >> 40 & 0x3FF;
            let got = get(&mut cache, m, ty, &[probe]).unwrap();
            assert_eq!(got, model.get(&probe).copied());
            assert_eq!(len(m), model.len() as u64);
        }
        collect(&heap, &mut cache, m);
        let mut all = entries(&mut cache, m, ty);
        all.sort_unstable();
        assert_eq!(all, model.into_iter().collect::<Vec<_>>());
        // SAFETY: a map of this type.
        unsafe { map::clear(m).unwrap() };
        assert_eq!((len(m), entries(&mut cache, m, ty)), (0, vec![]));
        set(&mut cache, m, ty, &[5], &[6]).unwrap();
        assert_eq!(entries(&mut cache, m, ty), [(5, 6)]);
    }
}

#[test]
fn strings_live_through_collections() {
    let mut types = Types::default();
    let text = types.string();
    let ty = types.map(text, text);
    let (heap, mut cache) = heap();
    let m = map::make(&mut cache, ty, 0).unwrap();
    let count = 50 * SCALE;
    for turn in 0..3 {
        for i in 0..count {
            let name = "k".repeat(i % 70) + &i.to_string();
            let key = string(&mut cache, &name);
            let value = string(&mut cache, &format!("v{turn} {i}"));
            set(&mut cache, m, ty, &key, &value).unwrap();
        }
        collect(&heap, &mut cache, m);
        assert_eq!(len(m), count as u64);
    }
    for i in 0..count {
        let name = "k".repeat(i % 70) + &i.to_string();
        let key = string(&mut cache, &name);
        // SAFETY: a map of this type; the element is a string.
        let found = unsafe {
            let [at, len] = map::find(m, ty, key.as_ptr())
                .unwrap()
                .cast::<[u64; 2]>()
                .read();
            std::slice::from_raw_parts(at as *const u8, len as usize)
        };
        assert_eq!(found, format!("v2 {i}").as_bytes());
    }
}

#[test]
fn narrow_keys() {
    let mut types = Types::default();
    let int = types.int();
    let cases = [
        (Kind::Int8, 1, Width::I8),
        (Kind::Int16, 2, Width::I16),
        (Kind::Int32, 4, Width::I32),
    ];
    let (_heap, mut cache) = heap();
    for (kind, size, width) in cases {
        let key = types.simple(kind, Equality::Bytes, size, width);
        let ty = types.map(key, int);
        let m = map::make(&mut cache, ty, 0).unwrap();
        for i in -100i64..100 {
            set(&mut cache, m, ty, &[i as u64], &[!i as u64]).unwrap();
        }
        assert_eq!(len(m), 200);
        for i in -100i64..100 {
            let got = get(&mut cache, m, ty, &[i as u64]).unwrap();
            assert_eq!(got, Some(!i as u64));
        }
        let keys: BTreeSet<i64> = entries(&mut cache, m, ty)
            .into_iter()
            .map(|(k, _)| k as i64)
            .collect();
        assert_eq!(keys, (-100..100).collect());
    }
}

#[test]
fn floats_have_two_zeros_and_nans() {
    let mut types = Types::default();
    let int = types.int();
    let float = types.simple(Kind::Float64, Equality::F64, 8, Width::W64);
    let ty = types.map(float, int);
    let (_heap, mut cache) = heap();
    let m = map::make(&mut cache, ty, 0).unwrap();
    let bits = |x: f64| [x.to_bits()];
    set(&mut cache, m, ty, &bits(0.0), &[1]).unwrap();
    set(&mut cache, m, ty, &bits(-0.0), &[2]).unwrap();
    assert_eq!(get(&mut cache, m, ty, &bits(0.0)).unwrap(), Some(2));
    assert_eq!(entries(&mut cache, m, ty), [((-0.0f64).to_bits(), 2)]);
    for i in 0..100 {
        set(&mut cache, m, ty, &bits(f64::NAN), &[i]).unwrap();
    }
    assert_eq!(len(m), 101);
    assert_eq!(get(&mut cache, m, ty, &bits(f64::NAN)).unwrap(), None);
    assert_eq!(entries(&mut cache, m, ty).len(), 101);
    // SAFETY: a map.
    unsafe { map::clear(m).unwrap() };
    assert_eq!(len(m), 0);
}

#[test]
fn interfaces_structs_and_faults() {
    let mut types = Types::default();
    let (int, any, text) = (types.int(), types.any(), types.string());
    let slice = types.int();
    types.0.edit(slice, |t| {
        t.kind = Kind::Slice;
        t.equality = Equality::None;
        t.direct = false;
        t.name = "[]int".into();
    });
    let both = types.structure(&[("n", int), ("_", int), ("s", text), ("x", any)]);
    let ty = types.map(any, int);
    let (_heap, mut cache) = heap();
    let m = map::make(&mut cache, ty, 0).unwrap();
    let boxed = |cache: &mut Cache, s: &str| {
        let words = string(cache, s);
        let p = cache.alloc(text).cast::<[u64; 2]>();
        // SAFETY: a fresh object of a string's size.
        unsafe { p.write(words) };
        [text.word(), p as u64]
    };
    for i in 0..50 {
        let key = boxed(&mut cache, &i.to_string());
        set(&mut cache, m, ty, &key, &[i]).unwrap();
        set(&mut cache, m, ty, &[int.word(), i], &[100 + i]).unwrap();
    }
    set(&mut cache, m, ty, &[0, 0], &[1000]).unwrap();
    assert_eq!(len(m), 101);
    let key = boxed(&mut cache, "17");
    assert_eq!(get(&mut cache, m, ty, &key).unwrap(), Some(17));
    assert_eq!(
        get(&mut cache, m, ty, &[int.word(), 17]).unwrap(),
        Some(117)
    );
    assert_eq!(get(&mut cache, m, ty, &[0, 0]).unwrap(), Some(1000));
    let bad = [slice.word(), 0];
    let fault = Fault::Unhashable(slice);
    assert_eq!(fault.text(), "hash of unhashable type []int");
    let empty = map::make(&mut cache, ty, 0).unwrap();
    for (m, fault) in [
        (m, fault),
        (empty, Fault::UnhashableInEmpty(slice)),
        (0, Fault::UnhashableInEmpty(slice)),
    ] {
        assert_eq!(get(&mut cache, m, ty, &bad), Err(fault));
        assert_eq!(delete(m, ty, &bad), Err(fault));
    }
    assert_eq!(set(&mut cache, m, ty, &bad, &[0]), Err(fault));
    assert_eq!(
        set(&mut cache, 0, ty, &[0, 0], &[0]),
        Err(Fault::NilMapWrite)
    );
    assert_eq!(get(&mut cache, 0, ty, &[0, 0]), Ok(None));
    assert_eq!(entries(&mut cache, 0, ty), []);

    let by_struct = types.map(both, int);
    let m = map::make(&mut cache, by_struct, 0).unwrap();
    let s = string(&mut cache, "s");
    let same = string(&mut cache, "s");
    set(&mut cache, m, by_struct, &[1, 2, s[0], s[1], 0, 0], &[9]).unwrap();
    let key = [1, 3, same[0], same[1], 0, 0];
    assert_eq!(get(&mut cache, m, by_struct, &key).unwrap(), Some(9));
    let key = [1, 3, same[0], same[1], slice.word(), 0];
    assert_eq!(get(&mut cache, m, by_struct, &key), Err(fault));
    // SAFETY: the words are those of values of these types.
    unsafe {
        let uncomparable = Err(Fault::Uncomparable(slice));
        assert_eq!(eq_iface(slice.word(), 0, slice.word(), 0), uncomparable);
        assert_eq!(eq_iface(slice.word(), 0, int.word(), 0), Ok(false));
        let (a, b) = ([1, 2, s[0], s[1], 0, 0], [1, 5, same[0], same[1], 0, 0]);
        assert_eq!(eq_registers(&both, a.as_ptr(), b.as_ptr()), Ok(true));
        assert_eq!(
            eq_memory(&both, a.as_ptr().cast(), b.as_ptr().cast()),
            Ok(true)
        );
    }
}

/// Everything at once while iterating: what was there all the time is visited exactly once, what is deleted before its turn
/// never, nothing twice.
#[test]
fn iteration_while_the_map_changes() {
    let mut types = Types::default();
    let int = types.int();
    let ty = types.map(int, int);
    let (heap, mut cache) = heap();
    let mut rng = 99u64;
    let mut random = move |below: u64| {
        rng = rng.wrapping_mul(6364136223846793005).wrapping_add(1);
        (rng >> 33) % below
    };
    for round in 0..20 * SCALE as u64 {
        let m = map::make(&mut cache, ty, 0).unwrap();
        let start = [3, 8, 9, 16, 17, 40, 200][round as usize % 7];
        for key in 0..start {
            set(&mut cache, m, ty, &[key], &[0]).unwrap();
        }
        let mut touched: BTreeSet<u64> = BTreeSet::new();
        let mut gone: BTreeSet<u64> = BTreeSet::new();
        let mut visited: BTreeSet<u64> = BTreeSet::new();
        // SAFETY: a map of this type and its iterator.
        unsafe {
            let iter = map::iter(&mut cache, m).unwrap();
            let mut steps = 0;
            let (mut key, mut value) = (0, 0);
            while map::next(&mut cache, iter, ty, &mut key, &mut value).unwrap() {
                assert!(!gone.contains(&key), "a deleted key was visited");
                assert!(key >= start || visited.insert(key), "visited twice");
                assert_eq!(value, get(&mut cache, m, ty, &[key]).unwrap().unwrap());
                if steps < 300 {
                    for _ in 0..random(12) {
                        let other = 1000 + random(2000);
                        set(&mut cache, m, ty, &[other], &[round]).unwrap();
                    }
                    let victim = random(start);
                    if random(3) == 0 {
                        delete(m, ty, &[victim]).unwrap();
                        touched.insert(victim);
                        if !visited.contains(&victim) {
                            gone.insert(victim);
                        }
                    } else if !touched.contains(&victim) {
                        set(&mut cache, m, ty, &[victim], &[steps]).unwrap();
                    }
                    if random(50) == 0 {
                        let _kept = heap.pin(iter);
                        collect(&heap, &mut cache, m);
                    }
                }
                steps += 1;
            }
            assert!(!map::next(&mut cache, iter, ty, &mut key, &mut value).unwrap());
        }
        for key in 0..start {
            assert!(visited.contains(&key) || touched.contains(&key));
        }
    }
}

/// A large map gives the memory of a table back that it has outgrown, unless somebody iterates over it: who does sees all that was there.
#[test]
#[cfg(not(miri))]
fn large_maps_outgrow_tables() {
    const FIRST: u64 = 60_000;
    let mut types = Types::default();
    let int = types.int();
    let ty = types.map(int, int);
    for iterated in [false, true] {
        let (heap, mut cache) = heap();
        let m = map::make(&mut cache, ty, 0).unwrap();
        for i in 0..FIRST {
            set(&mut cache, m, ty, &[i], &[i + 1]).unwrap();
        }
        // SAFETY: a map of that type.
        let iter = iterated.then(|| unsafe { map::iter(&mut cache, m) }.unwrap());
        for i in FIRST..8 * FIRST {
            set(&mut cache, m, ty, &[i], &[i + 1]).unwrap();
        }
        for i in 0..8 * FIRST {
            assert_eq!(get(&mut cache, m, ty, &[i]).unwrap(), Some(i + 1));
        }
        if let Some(iter) = iter {
            let mut seen = BTreeSet::new();
            let (mut key, mut value) = (0, 0);
            // SAFETY: the iterator's map has this type; keys and elements are one word.
            while unsafe { map::next(&mut cache, iter, ty, &mut key, &mut value) }.unwrap() {
                assert_eq!(value, key + 1);
                assert!(seen.insert(key));
            }
            assert!((0..FIRST).all(|i| seen.contains(&i)));
        }
        collect(&heap, &mut cache, m);
        // Of the tables of 131,072 slots (without the iterator), 262,144, and 524,288.
        let given_back = if iterated { 12 << 20 } else { 14 << 20 };
        assert!(heap.stats([&cache]).heap_released >= given_back);
    }
}

#[test]
fn iteration_begins_anywhere() {
    let mut types = Types::default();
    let int = types.int();
    let ty = types.map(int, int);
    let (_heap, mut cache) = heap();
    let m = map::make(&mut cache, ty, 0).unwrap();
    for key in 0..5 {
        set(&mut cache, m, ty, &[key], &[key]).unwrap();
    }
    let firsts: BTreeSet<u64> = (0..100).map(|_| entries(&mut cache, m, ty)[0].0).collect();
    assert!(firsts.len() > 1);
}

#[test]
fn elements_kept_in_memory_are_copied() {
    let mut types = Types::default();
    let int = types.int();
    let big = types.structure(&[("a", int); 9]);
    let ty = types.map(int, big);
    let (_heap, mut cache) = heap();
    let m = map::make(&mut cache, ty, 0).unwrap();
    let value: Vec<u64> = (0..9).collect();
    set(&mut cache, m, ty, &[1], &[value.as_ptr() as u64]).unwrap();
    let first = get(&mut cache, m, ty, &[1]).unwrap().unwrap();
    let other: Vec<u64> = (10..19).collect();
    set(&mut cache, m, ty, &[1], &[other.as_ptr() as u64]).unwrap();
    // SAFETY: an object of nine words.
    let kept = unsafe { *(first as *const [u64; 9]) };
    assert_eq!(kept, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let (mut there, mut zero) = (true, [1u64]);
    // SAFETY: a map of this type.
    unsafe {
        there &= map::get(&mut cache, m, ty, &2, zero.as_mut_ptr()).unwrap();
        assert!(!there);
        assert_eq!(*(zero[0] as *const [u64; 9]), [0; 9]);
    }
}

/// `cargo test --profile quick runtime::map_tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn speed() {
    let mut types = Types::default();
    let (int, text) = (types.int(), types.string());
    let (ints, texts) = (types.map(int, int), types.map(text, int));
    let (heap, mut cache) = heap();
    for n in [8u64, 1000, 1_000_000] {
        let rounds = 10_000_000 / n;
        let m = map::make(&mut cache, ints, 0).unwrap();
        let t = std::time::Instant::now();
        for key in 0..n {
            set(&mut cache, m, ints, &[key * 7], &[key]).unwrap();
        }
        let filled = t.elapsed().as_nanos() as f64 / n as f64;
        let t = std::time::Instant::now();
        let mut sum = 0;
        for _ in 0..rounds {
            for key in 0..n {
                sum += get(&mut cache, m, ints, &[key * 7]).unwrap().unwrap();
            }
        }
        let found = t.elapsed().as_nanos() as f64 / (n * rounds) as f64;
        let keys: Vec<[u64; 2]> = (0..n)
            .map(|i| string(&mut cache, &format!("key number {i}")))
            .collect();
        let m = map::make(&mut cache, texts, 0).unwrap();
        let t = std::time::Instant::now();
        for (i, key) in keys.iter().enumerate() {
            set(&mut cache, m, texts, key, &[i as u64]).unwrap();
        }
        let filled_text = t.elapsed().as_nanos() as f64 / n as f64;
        let t = std::time::Instant::now();
        for _ in 0..rounds {
            for key in &keys {
                sum += get(&mut cache, m, texts, key).unwrap().unwrap();
            }
        }
        let found_text = t.elapsed().as_nanos() as f64 / (n * rounds) as f64;
        let t = std::time::Instant::now();
        for _ in 0..rounds {
            sum += entries(&mut cache, m, texts).len() as u64;
        }
        let walked = t.elapsed().as_nanos() as f64 / (n * rounds) as f64;
        println!(
            "{n}: int set {filled:.1} get {found:.1}; string set {filled_text:.1} get {found_text:.1}; next {walked:.1} ns ({sum})"
        );
        collect(&heap, &mut cache, 0);
    }
}
