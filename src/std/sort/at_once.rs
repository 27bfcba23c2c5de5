//! The algorithms of internal/pdqsort for ranges that are not too long, where what compares is a leaf function (`vm/leaf_call`): the same comparisons
//! and swaps in the same order as in pdqsort.go, which does what is longer, and everything where the function is none.

use crate::bytecode::rtype::{TypeRef, Width};
use crate::runtime::leaves;
use crate::vm::native::{Broken, GoFunc, GoPtr, Iface, LeafCall, NativeCx, Outcome};

use super::swap_at;

/// Longer ranges are left to Go, which can be interrupted. With cheap comparisons as many elements take two milliseconds.
const LONGEST: i64 = 1 << 15;

/// What is sorted.
trait Data {
    fn less(&self, i: usize, j: usize) -> Result<bool, Broken>;
    fn swap(&self, i: usize, j: usize) -> Result<(), Broken>;
}

/// Elements in memory.
#[derive(Clone, Copy)]
struct Items {
    first: *mut u8,
    size: usize,
}

impl Items {
    #[inline(always)]
    fn at(self, i: usize) -> *mut u8 {
        self.first.wrapping_add(i * self.size)
    }
    #[inline(always)]
    fn swap(self, i: usize, j: usize) {
        if i != j {
            // SAFETY: the Go side names a slice that holds these two elements.
            unsafe { swap_at(self.at(i), self.at(j), self.size) }
        }
    }
}

/// `sort.Slice`: compared by index.
struct ByIndex {
    items: Items,
    less: LeafCall,
}

impl Data for ByIndex {
    #[inline(always)]
    fn less(&self, i: usize, j: usize) -> Result<bool, Broken> {
        Ok(self.less.call([i as u64, j as u64])? & 1 != 0)
    }
    #[inline(always)]
    fn swap(&self, i: usize, j: usize) -> Result<(), Broken> {
        self.items.swap(i, j);
        Ok(())
    }
}

/// `sort.Sort`: methods of the program.
struct ByMethods {
    data: u64,
    less: LeafCall,
    swap: LeafCall,
}

impl Data for ByMethods {
    #[inline(always)]
    fn less(&self, i: usize, j: usize) -> Result<bool, Broken> {
        Ok(self.less.call([self.data, i as u64, j as u64])? & 1 != 0)
    }
    #[inline(always)]
    fn swap(&self, i: usize, j: usize) -> Result<(), Broken> {
        let args = [self.data, i as u64, j as u64];
        self.swap.call(args).map(|_| ())
    }
}

/// `slices.SortFunc`: compared by value.
struct ByValue {
    items: Items,
    elem: TypeRef,
    /// A value's words in memory are its slots.
    words: bool,
    slots: usize,
    compare: LeafCall,
}

impl ByValue {
    #[inline(always)]
    fn load(&self, i: usize, to: *mut u64) {
        let from = self.items.at(i);
        // SAFETY: an element of the slice, and slots of an argument of its type.
        unsafe {
            match (self.words, self.slots) {
                (true, 1) => *to = leaves::load_leaf(from, Width::W64),
                (true, n) => {
                    for k in 0..n {
                        *to.add(k) = leaves::load_leaf(from.add(8 * k), Width::W64);
                    }
                }
                (false, _) => leaves::load(self.elem, from, to),
            }
        }
    }
}

impl Data for ByValue {
    #[inline(always)]
    fn less(&self, i: usize, j: usize) -> Result<bool, Broken> {
        let args = self.compare.args();
        self.load(i, args);
        self.load(j, args.wrapping_add(self.slots));
        Ok((self.compare.go()? as i64) < 0)
    }
    #[inline(always)]
    fn swap(&self, i: usize, j: usize) -> Result<(), Broken> {
        self.items.swap(i, j);
        Ok(())
    }
}

/// What is to be done; numbers of the Go side.
enum Work {
    /// A range, as `quick` finds it: what it has learned, and how many bad pivots it may still meet.
    Quick {
        a: usize,
        b: usize,
        limit: i64,
        balanced: bool,
        partitioned: bool,
    },
    Stable {
        n: usize,
    },
}

impl Work {
    fn done<D: Data>(self, d: &D) -> Result<bool, Outcome> {
        match self {
            Work::Quick {
                a,
                b,
                limit,
                balanced,
                partitioned,
            } => quick(d, a, b, limit, balanced, partitioned)?,
            Work::Stable { n } => stable(d, n)?,
        }
        Ok(true)
    }
    /// `limit`: negative for a stable sort of `b` elements. `state`: bit 0 balanced, bit 1 partitioned.
    fn of(a: i64, b: i64, limit: i64, state: i64) -> Work {
        let (a, b) = (a as usize, b as usize);
        match limit {
            0.. => Work::Quick {
                a,
                b,
                limit,
                balanced: state & 1 != 0,
                partitioned: state & 2 != 0,
            },
            _ => Work::Stable { n: b },
        }
    }
}

type Done = Result<bool, Outcome>;

/// How long ranges that the function in an interface compares may be: 0 where it is no leaf function.
pub fn most(cx: &mut NativeCx, compare: Iface) -> i64 {
    longest(cx.leaf_call(GoFunc(compare.data)).is_some())
}

/// The same of something with methods.
pub fn most_by_methods(cx: &mut NativeCx, data: Iface) -> i64 {
    longest(methods(cx, data).is_some())
}

fn longest(possible: bool) -> i64 {
    if possible { LONGEST } else { 0 }
}

fn methods(cx: &mut NativeCx, data: Iface) -> Option<ByMethods> {
    // What the second needs may move the stack, and with it the frame of the first: asked again, neither does.
    cx.leaf_method(data, "Less")?;
    cx.leaf_method(data, "Swap")?;
    Some(ByMethods {
        data: data.data,
        less: cx.leaf_method(data, "Less")?,
        swap: cx.leaf_method(data, "Swap")?,
    })
}

#[allow(clippy::too_many_arguments)]
pub fn by_index(
    cx: &mut NativeCx,
    p: GoPtr<u8>,
    size: i64,
    less: GoFunc,
    a: i64,
    b: i64,
    limit: i64,
    state: i64,
) -> Done {
    let Some(less) = cx.leaf_call(less) else {
        return Ok(false);
    };
    let (first, size) = (p.0, size as usize);
    let items = Items { first, size };
    Work::of(a, b, limit, state).done(&ByIndex { items, less })
}

pub fn by_methods(cx: &mut NativeCx, data: Iface, a: i64, b: i64, limit: i64, state: i64) -> Done {
    match methods(cx, data) {
        Some(by) => Work::of(a, b, limit, state).done(&by),
        None => Ok(false),
    }
}

/// `sample`: a nil pointer to an element. `compare`: the function in an interface, as its type is not known here.
#[allow(clippy::too_many_arguments)]
pub fn by_value(
    cx: &mut NativeCx,
    p: GoPtr<u8>,
    sample: Iface,
    compare: Iface,
    a: i64,
    b: i64,
    limit: i64,
    state: i64,
) -> Done {
    let Some(elem) = sample.type_ref().map(|t| t.elem).filter(|t| !t.in_memory) else {
        return Ok(false);
    };
    let Some(compare) = cx.leaf_call(GoFunc(compare.data)) else {
        return Ok(false);
    };
    let words = (elem.leaves.iter().enumerate())
        .all(|(i, leaf)| leaf.width == Width::W64 && leaf.offset as usize == 8 * i);
    let (first, size) = (p.0, elem.size);
    let by = ByValue {
        items: Items { first, size },
        elem,
        words,
        slots: elem.leaves.len(),
        compare,
    };
    Work::of(a, b, limit, state).done(&by)
}

/// `sort.Search`: the index, and whether this is it.
pub fn search(cx: &mut NativeCx, n: i64, f: GoFunc) -> Result<(i64, bool), Outcome> {
    let Some(f) = cx.leaf_call(f) else {
        return Ok((0, false));
    };
    let (mut i, mut j) = (0, n);
    while i < j {
        let h = (i.wrapping_add(j) as u64 >> 1) as i64;
        match f.call([h as u64])? & 1 {
            0 => i = h + 1,
            _ => j = h,
        }
    }
    Ok((i, true))
}

const SHORT: usize = 12;
const NINTHS: usize = 50;

#[derive(PartialEq, Eq)]
enum Order {
    Unknown,
    Increasing,
    Decreasing,
}

fn quick<D: Data>(
    d: &D,
    mut a: usize,
    mut b: usize,
    mut limit: i64,
    mut balanced: bool,
    mut partitioned: bool,
) -> Result<(), Broken> {
    loop {
        let length = b - a;
        if length <= SHORT {
            return insertion(d, a, b);
        }
        if limit == 0 {
            return heap(d, a, b);
        }
        if !balanced {
            scatter(d, a, b)?;
            limit -= 1;
        }
        let (mut pivot, mut order) = choose(d, a, b)?;
        if order == Order::Decreasing {
            let (mut i, mut j) = (a, b - 1);
            while i < j {
                d.swap(i, j)?;
                (i, j) = (i + 1, j - 1);
            }
            pivot = b - 1 - (pivot - a);
            order = Order::Increasing;
        }
        if balanced && partitioned && order == Order::Increasing && nearly_sorted(d, a, b)? {
            return Ok(());
        }
        if a > 0 && !d.less(a - 1, pivot)? {
            a = split_equal(d, a, b, pivot)?;
            continue;
        }
        let mid;
        (mid, partitioned) = partition(d, a, b, pivot)?;
        let (left, right) = (mid - a, b - mid);
        balanced = left.min(right) >= length / 8;
        if left < right {
            quick(d, a, mid, limit, true, true)?;
            a = mid + 1;
        } else {
            quick(d, mid + 1, b, limit, true, true)?;
            b = mid;
        }
    }
}

fn insertion<D: Data>(d: &D, a: usize, b: usize) -> Result<(), Broken> {
    for i in a + 1..b {
        let mut j = i;
        while j > a && d.less(j, j - 1)? {
            d.swap(j, j - 1)?;
            j -= 1;
        }
    }
    Ok(())
}

fn heap<D: Data>(d: &D, a: usize, b: usize) -> Result<(), Broken> {
    let n = b - a;
    for i in (0..=(n - 1) / 2).rev() {
        sift(d, i, n, a)?;
    }
    for i in (0..n).rev() {
        d.swap(a, a + i)?;
        sift(d, 0, i, a)?;
    }
    Ok(())
}

fn sift<D: Data>(d: &D, mut root: usize, n: usize, first: usize) -> Result<(), Broken> {
    loop {
        let mut child = 2 * root + 1;
        if child >= n {
            return Ok(());
        }
        if child + 1 < n && d.less(first + child, first + child + 1)? {
            child += 1;
        }
        if !d.less(first + root, first + child)? {
            return Ok(());
        }
        d.swap(first + root, first + child)?;
        root = child;
    }
}

/// Where `j` may have gone below `a`, it is compared as a signed number.
fn above(j: usize, i: usize) -> bool {
    i as isize <= j as isize
}

fn split_equal<D: Data>(d: &D, a: usize, b: usize, pivot: usize) -> Result<usize, Broken> {
    d.swap(a, pivot)?;
    let (mut i, mut j) = (a + 1, b - 1);
    loop {
        while above(j, i) && !d.less(a, i)? {
            i += 1;
        }
        while above(j, i) && d.less(a, j)? {
            j = j.wrapping_sub(1);
        }
        if !above(j, i) {
            return Ok(i);
        }
        d.swap(i, j)?;
        i += 1;
        j = j.wrapping_sub(1);
    }
}

fn partition<D: Data>(d: &D, a: usize, b: usize, pivot: usize) -> Result<(usize, bool), Broken> {
    d.swap(a, pivot)?;
    let (mut i, mut j) = (a + 1, b - 1);
    let mut sorted = true;
    loop {
        while above(j, i) && d.less(i, a)? {
            i += 1;
        }
        while above(j, i) && !d.less(j, a)? {
            j = j.wrapping_sub(1);
        }
        if !above(j, i) {
            d.swap(j, a)?;
            return Ok((j, sorted));
        }
        d.swap(i, j)?;
        i += 1;
        j = j.wrapping_sub(1);
        sorted = false;
    }
}

fn nearly_sorted<D: Data>(d: &D, a: usize, b: usize) -> Result<bool, Broken> {
    let mut i = a + 1;
    for _ in 0..5 {
        while i < b && !d.less(i, i - 1)? {
            i += 1;
        }
        if i == b {
            return Ok(true);
        }
        if b - a < 50 {
            return Ok(false);
        }
        d.swap(i, i - 1)?;
        if i - a >= 2 {
            let mut j = i - 1;
            while j >= 1 && d.less(j, j - 1)? {
                d.swap(j, j - 1)?;
                j -= 1;
            }
        }
        if b - i >= 2 {
            let mut j = i + 1;
            while j < b && d.less(j, j - 1)? {
                d.swap(j, j - 1)?;
                j += 1;
            }
        }
    }
    Ok(false)
}

fn scatter<D: Data>(d: &D, a: usize, b: usize) -> Result<(), Broken> {
    let length = b - a;
    if length < 8 {
        return Ok(());
    }
    let mut random = length as u64;
    let mask = (1usize << (usize::BITS - length.leading_zeros())) - 1;
    let middle = a + length / 4 * 2;
    for at in middle - 1..=middle + 1 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut other = random as usize & mask;
        if other >= length {
            other -= length;
        }
        d.swap(at, a + other)?;
    }
    Ok(())
}

fn choose<D: Data>(d: &D, a: usize, b: usize) -> Result<(usize, Order), Broken> {
    let length = b - a;
    let quarter = length / 4;
    let (mut i, mut j, mut k) = (a + quarter, a + quarter * 2, a + quarter * 3);
    let mut swaps = 0;
    if length >= 8 {
        if length >= NINTHS {
            for x in [&mut i, &mut j, &mut k] {
                *x = median(d, [*x - 1, *x, *x + 1], &mut swaps)?;
            }
        }
        j = median(d, [i, j, k], &mut swaps)?;
    }
    let order = match swaps {
        0 => Order::Increasing,
        12 => Order::Decreasing,
        _ => Order::Unknown,
    };
    Ok((j, order))
}

fn median<D: Data>(d: &D, of: [usize; 3], swaps: &mut i32) -> Result<usize, Broken> {
    let [mut a, mut b, c] = of;
    if d.less(b, a)? {
        *swaps += 1;
        (a, b) = (b, a);
    }
    if d.less(c, b)? {
        *swaps += 1;
        b = c;
    }
    if d.less(b, a)? {
        *swaps += 1;
        return Ok(a);
    }
    Ok(b)
}

fn stable<D: Data>(d: &D, n: usize) -> Result<(), Broken> {
    let mut block = 20;
    let mut a = 0;
    while a + block <= n {
        insertion(d, a, a + block)?;
        a += block;
    }
    insertion(d, a, n)?;
    while block < n {
        a = 0;
        while a + 2 * block <= n {
            merge(d, a, a + block, a + 2 * block)?;
            a += 2 * block;
        }
        if a + block < n {
            merge(d, a, a + block, n)?;
        }
        block *= 2;
    }
    Ok(())
}

fn merge<D: Data>(d: &D, a: usize, m: usize, b: usize) -> Result<(), Broken> {
    if m - a == 1 {
        let (mut i, mut j) = (m, b);
        while i < j {
            let h = (i + j) / 2;
            match d.less(h, a)? {
                true => i = h + 1,
                false => j = h,
            }
        }
        for k in a..i - 1 {
            d.swap(k, k + 1)?;
        }
        return Ok(());
    }
    if b - m == 1 {
        let (mut i, mut j) = (a, m);
        while i < j {
            let h = (i + j) / 2;
            match d.less(m, h)? {
                false => i = h + 1,
                true => j = h,
            }
        }
        for k in (i + 1..=m).rev() {
            d.swap(k, k - 1)?;
        }
        return Ok(());
    }
    let mid = (a + b) / 2;
    let n = mid + m;
    let (mut start, mut r) = match m > mid {
        true => (n - b, mid),
        false => (a, m),
    };
    while start < r {
        let c = (start + r) / 2;
        match d.less(n - 1 - c, c)? {
            false => start = c + 1,
            true => r = c,
        }
    }
    let end = n - start;
    if start < m && m < end {
        rotate(d, start, m, end)?;
    }
    if a < start && start < mid {
        merge(d, a, start, mid)?;
    }
    if mid < end && end < b {
        merge(d, mid, end, b)?;
    }
    Ok(())
}

fn rotate<D: Data>(d: &D, a: usize, m: usize, b: usize) -> Result<(), Broken> {
    let (mut i, mut j) = (m - a, b - m);
    while i != j {
        if i > j {
            exchange(d, m - i, m, j)?;
            i -= j;
        } else {
            exchange(d, m - i, m + j - i, i)?;
            j -= i;
        }
    }
    exchange(d, m - i, m, i)
}

fn exchange<D: Data>(d: &D, a: usize, b: usize, n: usize) -> Result<(), Broken> {
    for i in 0..n {
        d.swap(a + i, b + i)?;
    }
    Ok(())
}
