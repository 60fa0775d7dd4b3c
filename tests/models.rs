//! Model files that are damaged, cut, foreign, older, or made to do harm: each is refused with a message that says what is wrong, and none
//! makes the loader take more memory than a small multiple of the file.

#[allow(dead_code)]
mod promises;
#[allow(dead_code)]
mod tiny;

use newsmark::Annotator;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Counts what is allocated, and remembers the most.
struct Counting;
static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: passes everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that loading may take for each byte of a file: a weight of 4 bits becomes one of 8, a half-precision float one of 32, and a piece
/// of a few bytes an entry of a table.
const GROWTH: usize = 64;

/// Why a file is refused; empty if it is taken. A file that is taken has to read.
fn refused(file: &[u8]) -> String {
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    let loaded = Annotator::from_bytes(file);
    let taken = MOST.load(Relaxed) - before;
    assert!(taken <= GROWTH * (file.len() + 1024), "{taken} bytes for a file of {}", file.len());
    match loaded {
        Err(error) => error.to_string(),
        Ok(annotator) => {
            promises::check(
                &annotator,
                "“We count bees,” said Dr. Ngozi Eze, who denied in 2024 that they were lost.",
            );
            String::new()
        }
    }
}

/// All of it in one test: the memory that is counted is that of the whole process.
#[test]
fn whatever_is_wrong_with_a_model_is_said() {
    let sound = tiny::model(1);
    assert_eq!(refused(&sound), "");
    every_byte_counts(&sound);
    every_length_but_one_is_wrong(&sound);
    foreign_and_older_files_are_named(&sound);
    no_number_of_the_header_does_harm(&sound);
    nonsense_behind_the_header_is_refused(&sound);
}

fn every_byte_counts(sound: &[u8]) {
    for at in 0..sound.len() {
        for bit in [0x01, 0x80] {
            let mut file = sound.to_vec();
            file[at] ^= bit;
            let why = refused(&file);
            let expected = match at {
                0..8 => "this is not a newsmark model file",
                8..12 => "this newsmark reads format 2",
                _ => "checksum does not match",
            };
            assert!(why.contains(expected), "byte {at}: {why}");
        }
    }
}

fn every_length_but_one_is_wrong(sound: &[u8]) {
    for length in (0..sound.len()).step_by(7).chain(0..200) {
        let why = refused(&sound[..length]);
        let expected = match length {
            0..8 => "not a newsmark model",
            8..16 => "ends too early",
            _ => "is damaged",
        };
        assert!(why.contains(expected), "{length} bytes: {why}");
        if length > tiny::CHECKED_FROM {
            // As if it had been made so.
            let why = refused(&tiny::with_checksum(sound[..length].to_vec()));
            assert!(why.contains("ends too early"), "{length} bytes, checksum right: {why}");
        }
    }
    let longer = [sound, b"more"].concat();
    assert!(refused(&longer).contains("is damaged"));
    assert!(refused(&tiny::with_checksum(longer)).contains("4 bytes too many"));
}

fn foreign_and_older_files_are_named(sound: &[u8]) {
    let foreign: [&[u8]; 7] = [
        b"",
        b"PK\x03\x04",
        b"\0asm\x01\0\0\0",
        b"<!doctype html><title>404</title>",
        b"\x1f\x8b\x08",
        b"Newsmark\x02\0\0\0",
        b"{}",
    ];
    for file in foreign {
        assert!(refused(file).contains("not a newsmark model file"), "{file:?}");
    }
    for version in [0, 1, 3, u32::MAX] {
        let mut file = sound.to_vec();
        file[8..12].copy_from_slice(&version.to_le_bytes());
        let why = refused(&tiny::with_checksum(file));
        assert!(
            why.contains(&format!("has format {version}, this newsmark reads format 2: take the model")),
            "{why}"
        );
    }
}

fn no_number_of_the_header_does_harm(sound: &[u8]) {
    let numbers = [
        0,
        1,
        2,
        3,
        31,
        32,
        33,
        64,
        224,
        1000,
        1024,
        4096,
        4097,
        1 << 16,
        1 << 17,
        1 << 24,
        i32::MAX as u32,
        1 << 31,
        u32::MAX - 3,
        u32::MAX,
    ];
    // Ten sizes, 22 points of calibration, and the length of the name.
    for field in 0..33 {
        for number in numbers {
            let at = tiny::CHECKED_FROM + 4 * field;
            let mut file = sound.to_vec();
            file[at..at + 4].copy_from_slice(&number.to_le_bytes());
            if file == sound {
                continue;
            }
            let why = refused(&tiny::with_checksum(file));
            // Another number of heads makes another network of as many weights; a calibration may be another.
            assert!(
                why.len() > 20 || field == 2 || (10..32).contains(&field),
                "field {field}, {number}: {why}"
            );
        }
    }
    // The length of the vocabulary.
    let at = tiny::CHECKED_FROM + 4 * 33 + "tiny".len();
    for number in numbers {
        let mut file = sound.to_vec();
        file[at..at + 4].copy_from_slice(&number.to_le_bytes());
        assert!(refused(&tiny::with_checksum(file)).len() > 20, "a vocabulary of {number} bytes");
    }
}

fn nonsense_behind_the_header_is_refused(sound: &[u8]) {
    let start = tiny::CHECKED_FROM + 4 * 33;
    let changed = |from: &[u8], to: &[u8]| {
        assert_eq!(from.len(), to.len());
        let at = sound.windows(from.len()).position(|window| window == from).unwrap();
        let mut file = sound.to_vec();
        file[at..at + to.len()].copy_from_slice(to);
        refused(&tiny::with_checksum(file))
    };
    assert!(changed(b"tiny", b"\xfftin").contains("not UTF-8"));
    assert!(changed(b"[CLS]", b"[CLT]").contains("a vocabulary without [CLS]"));
    assert!(changed(b"minister\n", b"min\ni\nter").contains("pieces"));
    // One piece twice: its ids are still lines, and every line has a vector.
    assert_eq!(changed(b"\nlondon\nmonday", b"\nmonday\nmonday"), "");
    let vocabulary = u32::from_le_bytes(sound[start + 4..start + 8].try_into().unwrap()) as usize;
    let tensors = start + 8 + vocabulary;
    let mut file = sound.to_vec();
    file[tensors] = 7;
    assert!(refused(&tiny::with_checksum(file)).contains("encoding 7"));
    let mut file = sound.to_vec();
    file[tensors + 1..tensors + 3].copy_from_slice(&[0, 0x7c]); // infinite
    assert!(refused(&tiny::with_checksum(file)).contains("is not a number"));
}
