//! Articles as NDJSON, one a line: `{"id", "text"}` in, annotations out.

use newsmark::text::OffsetUnit;
use newsmark::{Annotation, Annotator};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

/// Bytes of a line. No article is a tenth as long; a file without line feeds must not fill the memory.
const LONGEST: usize = 64 << 20;

#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    annotation: &'a Annotation,
}

/// Reads every line, and says on `errors` which could not be read and why. Whether all could.
pub fn annotate(
    annotator: &Annotator,
    unit: OffsetUnit,
    mut input: impl BufRead,
    mut out: impl Write,
    mut errors: impl Write,
) -> io::Result<bool> {
    let mut all = true;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        // Lines as bytes: one that is not UTF-8 must not end the run.
        if (&mut input).take(LONGEST as u64).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() && line.len() < LONGEST {
            continue;
        }
        let found = if line.len() == LONGEST && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            Err(format!("longer than {} MB", LONGEST >> 20))
        } else {
            serde_json::from_slice::<Input>(&line).map_err(|error| error.to_string())
        };
        match found {
            Ok(Input { id, text }) => {
                let annotation = annotator.annotate(&text).in_unit(&text, unit);
                serde_json::to_writer(&mut out, &Output { id: &id, annotation: &annotation })?;
                out.write_all(b"\n")?;
                out.flush()?;
            }
            Err(error) => {
                writeln!(errors, "newsmark: line {number}: {error}")?;
                all = false;
            }
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn a_line_without_end_is_named_and_the_next_is_read() {
        let annotator = Annotator::from_bytes(include_bytes!("../../../model/newsmark.bin")).unwrap();
        let endless = io::repeat(b' ').take(LONGEST as u64 + 1);
        let input = endless.chain(&b"\n{\"id\": 2, \"text\": \"Fine.\"}\n"[..]);
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let all =
            annotate(&annotator, OffsetUnit::Byte, BufReader::new(input), &mut out, &mut errors).unwrap();
        assert!(!all);
        assert_eq!(String::from_utf8(errors).unwrap(), "newsmark: line 1: longer than 64 MB\n");
        assert!(String::from_utf8(out).unwrap().starts_with(r#"{"id":2,"#));
    }
}
