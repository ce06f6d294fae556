package io.latchkey.testkit.random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A source of random values for one input. */
public final class Chance {
    private static final List<String> CHARACTERS = List.of(
            "\u0000",
            "\t",
            "\n",
            "\r",
            "\u001B",
            " ",
            "\"",
            "'",
            "\\",
            "/",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            ",",
            ":",
            ";",
            "=",
            "&",
            "%",
            "+",
            "-",
            ".",
            "#",
            "$",
            "*",
            "!",
            "|",
            "~",
            "\u007F",
            "\u0085",
            "\u00A0",
            "\u00E9",
            "\u2028",
            "\uFEFF",
            "\uFFFD",
            "\uD800",
            "\uDC00",
            "\uD83D\uDE00",
            "0",
            "9",
            "e",
            "n",
            "u",
            "x");

    private final Random random;

    Chance(Random random) {
        this.random = random;
    }

    /** From 0 to {@code limit - 1}. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** True once in {@code many} times. */
    public boolean oneIn(int many) {
        return below(many) == 0;
    }

    public long number() {
        return random.nextLong() >> below(64);
    }

    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    @SafeVarargs
    public final <T> T any(Supplier<T>... values) {
        return values[below(values.length)].get();
    }

    /** Up to {@code most} pieces. */
    public String joined(int most, String separator, Supplier<String> piece) {
        return IntStream.range(0, below(most + 1)).mapToObj(i -> piece.get()).collect(Collectors.joining(separator));
    }

    /** Letters and digits, at least one. */
    public String word() {
        return Long.toString(random.nextLong() >>> below(60), 36).replace("-", "");
    }

    /** Any characters, in particular those with a meaning in some syntax. */
    public String text() {
        return joined(12, "", () -> oneIn(3) ? word() : CHARACTERS.get(below(CHARACTERS.size())));
    }

    /** A number as text: ordinary, extreme or malformed. */
    public String numeral() {
        return any(
                () -> String.valueOf(number()),
                () -> String.valueOf(random.nextDouble() * number()),
                () -> oneOf("0", "-1", "1e300", "-1e999", "1e-300", "NaN", "-Infinity", "00", "0x10", "1.", ".5", "+7"),
                () -> "9".repeat(1 + below(400)));
    }

    /** {@code bytes} with a few faults: cut off, overwritten, repeated or removed parts. */
    public byte[] damaged(byte[] bytes) {
        var text = new StringBuilder(new String(bytes, ISO_8859_1));
        for (int faults = 1 + below(3); faults > 0 && !text.isEmpty(); faults--) {
            var at = below(text.length());
            var end = Math.min(text.length(), at + 1 + below(8));
            switch (below(5)) {
                case 0 -> text.setLength(at);
                case 1 -> text.setCharAt(at, (char) below(256));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.delete(at, end);
                default -> text.insert(at, CHARACTERS.get(below(CHARACTERS.size())));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
