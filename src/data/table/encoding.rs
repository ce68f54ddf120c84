//! What a file is: text in which encoding, or something else. The decoders are the browser's own.

/// How the characters of a text are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// What nearly every program writes today.
    Utf8,
    /// Two bytes a character, the lower one first.
    Utf16Le,
    /// Two bytes a character, the higher one first.
    Utf16Be,
    /// Chinese spreadsheets.
    Gb18030,
    /// Western European spreadsheets.
    Windows1252,
    /// Traditional Chinese.
    Big5,
    /// Japanese.
    ShiftJis,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Encoding; 7] = [
        Encoding::Utf8,
        Encoding::Gb18030,
        Encoding::Windows1252,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Big5,
        Encoding::ShiftJis,
    ];

    /// Its label in the Encoding Standard, by which the browser knows it.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Big5 => "big5",
            Encoding::ShiftJis => "shift_jis",
        }
    }
}

/// A file that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Of a spreadsheet program, or another packed file.
    Spreadsheet,
    /// A document.
    Pdf,
    /// A picture.
    Picture,
    /// A page of the web.
    WebPage,
    /// Anything else.
    Unknown,
}

/// How many bytes are looked at to tell what is no text.
const BEGINNING: usize = 4096;

/// Guesses what a file is: by its mark, then strict UTF-8, then by how bytes above 127 stand.
///
/// # Errors
/// It is no text.
pub fn guess(bytes: &[u8]) -> Result<Encoding, Other> {
    if let Some(other) = other(bytes) {
        return Err(other);
    }
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Ok(Encoding::Utf8),
        [0xff, 0xfe, ..] => return Ok(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Ok(Encoding::Utf16Be),
        _ => {}
    }
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    // Digits and commas have a higher byte of 0.
    match (zeros(0), zeros(1)) {
        (0, 0) => {}
        (0, odd) if 8 * odd >= beginning.len() => return Ok(Encoding::Utf16Le),
        (even, 0) if 8 * even >= beginning.len() => return Ok(Encoding::Utf16Be),
        _ => return Err(Other::Unknown),
    }
    if str::from_utf8(bytes).is_ok() {
        return Ok(Encoding::Utf8);
    }
    Ok(if looks_chinese(bytes) { Encoding::Gb18030 } else { Encoding::Windows1252 })
}

/// Files that are known by how they begin.
fn other(bytes: &[u8]) -> Option<Other> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let text: Vec<u8> =
        bytes.iter().take(64).skip_while(|byte| byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    if begins(b"PK\x03\x04") || begins(b"\xd0\xcf\x11\xe0") {
        Some(Other::Spreadsheet)
    } else if begins(b"%PDF") {
        Some(Other::Pdf)
    } else if begins(b"\x89PNG")
        || begins(b"\xff\xd8\xff")
        || begins(b"GIF8")
        || begins(b"RIFF")
        || begins(b"BM") && bytes.get(6..10) == Some(&[0; 4])
    {
        Some(Other::Picture)
    } else if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") || text.starts_with(b"<svg") {
        Some(Other::WebPage)
    } else {
        None
    }
}

/// Whether bytes above 127 come in the pairs of GB18030 and mostly from the tables of common characters, and not, as the accents of
/// Western Europe do, alone between letters.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut strange, mut at) = (0usize, 0usize, 0);
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    while let Some(&lead) = bytes.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        match bytes.get(at + 1) {
            Some(0x30..=0x39) if matches!(bytes.get(at + 2..at + 4), Some([0x81..=0xfe, 0x30..=0x39])) => {
                common += 1;
                at += 4;
            }
            Some(0xa1..=0xfe) if (0xa1..=0xf7).contains(&lead) => {
                // `Größe`: two accents inside a word.
                let inside = letter(at.checked_sub(1)) && letter(Some(at + 2));
                (common, strange) = if inside { (common, strange + 1) } else { (common + 1, strange) };
                at += 2;
            }
            Some(0x40..=0x7e | 0x80..=0xfe) if (0x81..=0xfe).contains(&lead) => {
                strange += 1;
                at += 2;
            }
            // No such pair exists; the last byte of a file may be cut off.
            _ => return at + 1 == bytes.len() && common > strange,
        }
    }
    common > strange
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_tell_their_encoding() {
        let gb: &[u8] = b"\xc3\xe6\xbb\xfd,\xd7\xdc\xbc\xdb\n50,300\n";
        let cases: [(&[u8], Encoding); 14] = [
            (b"x,y\n1,2", Encoding::Utf8),
            (b"", Encoding::Utf8),
            ("面积,总价".as_bytes(), Encoding::Utf8),
            (b"\xef\xbb\xbfx,y", Encoding::Utf8),
            (b"\xff\xfex\0,\0y\0", Encoding::Utf16Le),
            (b"\xfe\xff\0x\0,\0y", Encoding::Utf16Be),
            (b"x\0,\0y\0\n\0", Encoding::Utf16Le),
            (b"\0x\0,\0y\0\n", Encoding::Utf16Be),
            (gb, Encoding::Gb18030),
            (b"Fl\xe4che;Preis\n50;300", Encoding::Windows1252),
            (b"Gr\xf6\xdfe;Preis\n50;300", Encoding::Windows1252),
            (b"ann\xe9e;temp\xe9rature \xb0C\n", Encoding::Windows1252),
            (b"area m\xb2,price \xa3\n", Encoding::Windows1252),
            (b"preis \x80;3", Encoding::Windows1252),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(guess(bytes), Ok(encoding), "{bytes:?}");
        }
    }

    #[test]
    fn other_files_are_known() {
        let cases: [(&[u8], Other); 6] = [
            (b"PK\x03\x04\x14\0", Other::Spreadsheet),
            (b"%PDF-1.7", Other::Pdf),
            (b"\x89PNG\r\n", Other::Picture),
            (b"\n<!DOCTYPE html><html>", Other::WebPage),
            (b"\0\0\0\0\0\0", Other::Unknown),
            (b"\x7fELF\x02\x01\x01\0\0\0", Other::Unknown),
        ];
        for (bytes, other) in cases {
            assert_eq!(guess(bytes), Err(other), "{bytes:?}");
        }
    }
}
