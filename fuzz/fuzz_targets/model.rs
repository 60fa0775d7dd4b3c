//! Model files: any bytes, and a sound file with changes whose checksum is made right again. One that is taken has to read a text.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
#[allow(dead_code)]
mod promises;
#[path = "../../tests/tiny/mod.rs"]
mod tiny;

use libfuzzer_sys::fuzz_target;
use newsmark::Annotator;
use std::sync::LazyLock;

static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| tiny::model(1));

const TEXT: &str =
    "“We count bees,” said Dr. Ngozi Eze of Lagos, who denied in 2024 that the hives were lost.";

/// Changes the file as `data` says: a list of where (three bytes), how (one: to change, put in, take out, cut), and with what (one).
fn changed(mut file: Vec<u8>, data: &[u8]) -> Vec<u8> {
    for change in data.chunks_exact(5) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % file.len().max(1);
        // Half of the changes are to what stands before the tensors.
        let at = if change[3] & 0x80 != 0 { at % (tiny::CHECKED_FROM + 160) } else { at };
        let at = at.min(file.len());
        match change[3] % 8 {
            0 => file.insert(at, change[4]),
            1 if at < file.len() => drop(file.remove(at)),
            2 => file.truncate(at),
            3 => file.extend(std::iter::repeat_n(change[4], at % 64)),
            _ if at < file.len() => file[at] = change[4],
            _ => {}
        }
    }
    file
}

fuzz_target!(|data: &[u8]| {
    let Some((&how, data)) = data.split_first() else { return };
    let file = match how % 4 {
        0 => data.to_vec(),
        1 => changed(SOUND.clone(), data),
        _ => {
            let file = changed(SOUND.clone(), data);
            if file.len() > tiny::CHECKED_FROM { tiny::with_checksum(file) } else { file }
        }
    };
    match Annotator::from_bytes(&file) {
        Err(error) => assert!(error.to_string().len() > 20),
        Ok(annotator) => drop(promises::check_whole(&annotator, TEXT)),
    }
});
