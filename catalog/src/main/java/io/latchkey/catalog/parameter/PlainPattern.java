package io.latchkey.catalog.parameter;

import java.util.regex.Pattern;

/**
 * Recognises regular expressions that match only letters, digits and {@code . - _ :}, so that no value can end the host
 * of a URL or a scope. It accepts a subset of the syntax, in which this is evident: these characters, classes of them,
 * groups, alternatives and quantifiers.
 */
final class PlainPattern {
    private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9._:-]*");

    /** One element of a class: a range of digits or letters, an escape, or a character. */
    private static final String MEMBER =
            "(?:[0-9]-[0-9]|[a-z]-[a-z]|[A-Z]-[A-Z]|\\\\[dw.-]|[A-Za-z0-9._:](?!-[^\\]])|-(?=\\]))";

    private static final String CLASS = "\\[-?" + MEMBER + "+\\]";
    private static final String GROUP = "\\((?:\\?:|\\?<value>)?|\\)|\\|";
    private static final String QUANTIFIER = "[?*+]|\\{[0-9]{1,4}(?:,[0-9]{0,4})?\\}";
    private static final String LITERAL = "[A-Za-z0-9_:-]|\\\\[dw.-]";
    private static final Pattern PLAIN =
            Pattern.compile("\\^?(?:" + String.join("|", CLASS, GROUP, QUANTIFIER, LITERAL) + ")*\\$?");

    private PlainPattern() {}

    static boolean isPlain(String pattern) {
        return PLAIN.matcher(pattern).matches();
    }

    static boolean isPlainText(String text) {
        return PLAIN_TEXT.matcher(text).matches();
    }
}
