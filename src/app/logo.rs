//! Logos: a PNG picture becomes one without transparency that a PDF takes as it is.
use png::{BitDepth, ColorType, Decoder, DeflateCompression, Encoder, Limits, Transformations};

use crate::domain::organisation::KeptLogo;
use crate::domain::statement::Logo;

/// The most pixels across and down. 1,500 pixels are more than print needs at 60 mm.
const MAX_SIDE: u32 = 1_500;

/// A picture as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Takes a PNG picture over: on white, red, green and blue with 8 bits. `None` when it is not a
/// PNG picture, or is larger than [`MAX_SIDE`] in either direction.
pub(super) fn take_over(bytes: &[u8]) -> Option<Picture> {
    let limits = Limits { bytes: 64 << 20 };
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > MAX_SIDE || height > MAX_SIDE {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    let rgb: Vec<u8> = match frame.color_type {
        ColorType::Rgb => pixels,
        ColorType::Grayscale => pixels.iter().flat_map(|grey| [*grey; 3]).collect(),
        ColorType::GrayscaleAlpha => {
            let on_white = |pixel: &[u8; 2]| [over_white(pixel[0], pixel[1]); 3];
            pixels.as_chunks().0.iter().flat_map(on_white).collect()
        }
        ColorType::Rgba => {
            let on_white = |pixel: &[u8; 4]| {
                let [red, green, blue, opaque] = *pixel;
                [red, green, blue].map(|part| over_white(part, opaque))
            };
            pixels.as_chunks().0.iter().flat_map(on_white).collect()
        }
        ColorType::Indexed => return None,
    };
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(9));
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rgb).ok()?;
    writer.finish().ok()?;
    Some(Picture { png, width, height })
}

/// A part of a colour on white paper, seen through an opacity of 0 to 255.
fn over_white(part: u8, opaque: u8) -> u8 {
    let (part, opaque) = (u16::from(part), u16::from(opaque));
    u8::try_from((part * opaque + 255 * (255 - opaque)) / 255).unwrap_or(u8::MAX)
}

/// The logo of a kept file.
pub(super) fn read(kept: &KeptLogo, png: &[u8]) -> Option<Logo> {
    let (alt, hash) = (kept.alt.clone(), kept.file.clone());
    let pixels = pixels(png)?;
    Some(Logo { alt, hash, width: kept.width, height: kept.height, pixels })
}

/// The compressed pixels of a PNG file: the content of its `IDAT` parts.
fn pixels(png: &[u8]) -> Option<Vec<u8>> {
    let mut rest = png.get(8..)?;
    let mut pixels = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        if after.get(..4)? == b"IDAT" {
            pixels.extend_from_slice(after.get(4..4 + length)?);
        }
        // The name of the part before it and the check sum behind it have 4 bytes each.
        rest = after.get(length + 8..)?;
    }
    Some(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transparent_picture_stands_on_white() {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[255, 0, 0, 255, 9, 9, 9, 0]).unwrap();
        writer.finish().unwrap();
        let picture = take_over(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (2, 1));
        let mut reader = Decoder::new(std::io::Cursor::new(&picture.png)).read_info().unwrap();
        let mut seen = vec![0; 6];
        reader.next_frame(&mut seen).unwrap();
        assert_eq!(seen, [255, 0, 0, 255, 255, 255]);
        assert!(!pixels(&picture.png).unwrap().is_empty());
    }

    #[test]
    fn what_is_not_a_picture_is_refused() {
        assert!(take_over(b"%PDF-1.7").is_none());
        assert!(take_over(&[]).is_none());
    }
}
