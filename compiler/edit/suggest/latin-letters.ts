/** Writes small letters of other European alphabets as Latin ones without marks, roughly as their speakers do in addresses. */

const letters: Readonly<Record<string, string>> = {
  ...pairs('ßæœøłđðıþ', 'ss ae oe o l d d i th'),
  ...pairs(
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґ',
    'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya ye i i g'
  ),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o')
};

function pairs(from: string, to: string): Readonly<Record<string, string>> {
  const written = to.split(' ');
  return Object.fromEntries([...from].map((letter, index) => [letter, (written[index] ?? '').replace('-', '')]));
}

/** @param text in small letters; what has no Latin writing stays. */
export function inLatinLetters(text: string): string {
  return [...text]
    .map(letter => letters[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\0-\x7f]/gu, letter => letters[letter] ?? letter);
}
