/** An SVG made of shapes alone as a PNG. The library is loaded only where there is a picture to make. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(svg)).png().toBuffer();
}
