import { type Leak, undeclared, withSecretText, withSecrets } from './leaky-answers.ts';

/** The same as of JSON: in values by their name, and in attributes that nobody declared. */
export function withXmlSecrets(xml: string, leak: Leak): string {
  const more = Object.entries(undeclared(leak)).flatMap(([name, value]) =>
    typeof value === 'string' ? [` ${name}="${value}"`] : [],
  );
  return xml.replaceAll(
    /<([A-Za-z]\w*)((?: [\w:-]+="[^"]*")*)/g,
    (_tag, element: string, attributes: string) => `<${element}${withAttributes(attributes, leak)}${more.join('')}`,
  );
}

function withAttributes(attributes: string, leak: Leak): string {
  return attributes.replaceAll(
    / ([\w:-]+)="([^"]*)"/g,
    (_attribute, name: string, value: string) => ` ${name}="${escaped(withSecretText(plain(value), leak, name))}"`,
  );
}

/** What a server has told of its events so far; then it ends. */
export async function withEventSecrets(body: ReadableStream<Uint8Array>, leak: Leak): Promise<string> {
  const reader = body.getReader();
  const part = await reader.read();
  await reader.cancel();
  return new TextDecoder()
    .decode(part.value)
    .replaceAll(
      /^data: (.*)$/gm,
      (_line, data: string) => `data: ${JSON.stringify(withSecrets(JSON.parse(data), leak))}`,
    );
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function plain(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_sign, name: string) => signs[name] ?? '');
}

function escaped(text: string): string {
  return Object.entries(signs).reduce((rest, [name, sign]) => rest.replaceAll(sign, `&${name};`), text);
}
