import { notSupported } from '../../mongo-error.ts';

const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  s: '\\t-\\r ',
  h: '\\t \\xa0',
  v: '\\n-\\r\\x85\\u2028\\u2029',
};

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\t-\\r ',
  punct: '!-\\/:-@\\[-`\\{-~',
  word: '\\w',
  xdigit: 'A-Fa-f0-9',
};

const END = '(?=\\n?$)';
const ANCHORS: Readonly<Record<string, string>> = { A: '^', z: '$', Z: END };
const SYNTAX = '^$\\.*+?()[]{}|/';
const GROUP_STARTS = ['(?:', '(?=', '(?!', '(?<=', '(?<!'];

/** Translates one PCRE pattern to an equivalent JavaScript pattern, from left to right. */
class Translator {
  private at = 0;
  private out = '';
  private readonly pattern: string;
  private readonly flags: ReadonlySet<string>;

  constructor(pattern: string, flags: ReadonlySet<string>) {
    this.pattern = pattern;
    this.flags = flags;
  }

  translate(): string {
    while (this.at < this.pattern.length) this.token();
    return this.out;
  }

  private rest(): string {
    return this.pattern.slice(this.at);
  }

  private take(count: number): string {
    const text = this.pattern.substr(this.at, count);
    this.at += count;
    return text;
  }

  private token(): void {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += char.length;
    if (this.flags.has('x') && this.skipsExtended(char)) return;
    switch (char) {
      case '\\':
        this.out += this.escape(false);
        return;
      case '.':
        this.out += this.flags.has('s') ? '[^]' : '[^\\n]';
        return;
      case '^':
        this.out += this.flags.has('m') ? '(?:^|(?<=\\n)(?!$))' : '^';
        return;
      case '$':
        this.out += this.flags.has('m') ? '(?=\\n|$)' : END;
        return;
      case '[':
        this.characterClass();
        return;
      case '(':
        this.groupStart();
        return;
      case '{': {
        const quantifier = /^\d+(?:,\d*)?\}/.exec(this.rest())?.[0];
        this.out += quantifier ? `{${this.take(quantifier.length)}` : '\\{';
        return;
      }
      case '}':
      case ']':
      case '/':
        this.out += `\\${char}`;
        return;
      default:
        this.out += char;
    }
  }

  private skipsExtended(char: string): boolean {
    if (/[\t-\r ]/.test(char)) return true;
    if (char !== '#') return false;
    const end = this.pattern.indexOf('\n', this.at);
    this.at = end < 0 ? this.pattern.length : end + 1;
    return true;
  }

  private groupStart(): void {
    const rest = this.pattern.slice(this.at - 1);
    if (!rest.startsWith('(?')) {
      if (rest.startsWith('(*')) throw notSupported('a control verb in a regular expression');
      this.out += '(';
      return;
    }
    if (rest.startsWith('(?#')) {
      const end = this.pattern.indexOf(')', this.at);
      this.at = end < 0 ? this.pattern.length : end + 1;
      return;
    }
    const named = /^\(\?P?<([A-Za-z_]\w*)>/.exec(rest);
    if (named) {
      this.out += `(?<${named[1]}>`;
      this.at += named[0].length - 1;
      return;
    }
    const start = GROUP_STARTS.find((candidate) => rest.startsWith(candidate));
    if (!start) throw notSupported(`the group "${rest.slice(0, 4)}" in a regular expression`);
    this.out += start;
    this.at += start.length - 1;
  }

  private escape(isInClass: boolean): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += char.length;
    const shorthand = CLASS_ESCAPES[char.toLowerCase()];
    if (shorthand && char !== 'V' && char !== 'H' && !(char === 'S' && isInClass)) {
      if (char === 'S') return `[^${shorthand}]`;
      return isInClass ? shorthand : `[${shorthand}]`;
    }
    const anchor = ANCHORS[char];
    if (anchor && !isInClass) return anchor;
    if (char === 'Q') return this.quoted();
    if (char === 'a') return '\\x07';
    if (char === 'e') return '\\x1b';
    if (char === 'b' && isInClass) return '\\x08';
    if (char === 'x') return this.hexadecimal();
    if (/[dDwWbBnrtfpP0-9]/.test(char))
      return `\\${char}${/[pP]/.test(char) ? this.property() : ''}`;
    if (char === 'k')
      return `\\k${/^<\w+>/.exec(this.rest())?.[0] && this.take(this.rest().indexOf('>') + 1)}`;
    if (/[A-Za-z]/.test(char)) throw notSupported(`"\\${char}" in a regular expression`);
    return SYNTAX.includes(char) || (isInClass && char === '-') ? `\\${char}` : char;
  }

  private quoted(): string {
    const end = this.pattern.indexOf('\\E', this.at);
    const text = this.take((end < 0 ? this.pattern.length : end) - this.at);
    if (end >= 0) this.at += 2;
    return [...text].map((c) => (SYNTAX.includes(c) ? `\\${c}` : c)).join('');
  }

  private hexadecimal(): string {
    const braced = /^\{([0-9A-Fa-f]+)\}/.exec(this.rest());
    const digits = braced?.[1] ?? /^[0-9A-Fa-f]{0,2}/.exec(this.rest())?.[0] ?? '';
    this.at += braced?.[0].length ?? digits.length;
    return `\\u{${digits === '' ? '0' : digits}}`;
  }

  private property(): string {
    const braced = /^\{\^?[\w&]+\}/.exec(this.rest())?.[0];
    if (braced) return this.take(braced.length);
    return `{${this.take(1)}}`;
  }

  private characterClass(): void {
    let text = '[';
    if (this.rest().startsWith('^')) text += this.take(1);
    // A leading bracket is an ordinary character.
    if (this.rest().startsWith(']')) {
      this.at += 1;
      text += '\\]';
    }
    let followsSet = false;
    while (this.at < this.pattern.length) {
      const rest = this.rest();
      const posix = /^\[:(\w+):\]/.exec(rest);
      if (posix) {
        const members = POSIX_CLASSES[posix[1] ?? ''];
        if (!members) throw notSupported(`"${posix[0]}" in a regular expression`);
        text += members;
        this.at += posix[0].length;
        followsSet = true;
        continue;
      }
      const char = this.take(1);
      if (char === ']') {
        this.out += `${text}]`;
        return;
      }
      if (char === '\\') {
        const isSet = /^[dDwWsShvpP]/.test(this.rest());
        text += this.escape(true);
        followsSet = isSet;
        continue;
      }
      const isLiteralDash =
        char === '-' && (followsSet || /^(?:\\[dDwWsShvpP]|\[:)/.test(this.rest()));
      text += isLiteralDash || char === '[' ? `\\${char}` : char;
      followsSet = false;
    }
    this.out += text;
  }
}

/**
 * Returns a JavaScript pattern (for the `u` flag, without `m` or `s`) equivalent to the PCRE
 * pattern with `flags` (`m`, `s`, `x`).
 *
 * @throws {MongoError} 115 for a construct without an equivalent in JavaScript.
 */
export function translatePattern(pattern: string, flags: ReadonlySet<string>): string {
  return new Translator(pattern, flags).translate();
}
