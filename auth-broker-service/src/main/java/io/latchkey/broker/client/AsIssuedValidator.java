package io.latchkey.broker.client;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Validates {@link AsIssued}. */
public final class AsIssuedValidator implements ConstraintValidator<AsIssued, String> {
    private static final String PASTED_WITH_MORE =
            "begins or ends with white space or an invisible character. Remove these characters.";

    /**
     * One masking character: an asterisk, or any symbol that providers do not use in secrets. Also matches encoded
     * forms.
     */
    private static final String MASK =
            "(?:[*[\\p{S}\\p{P}&&[^\\x00-\\x7F]]]|&(?:bull|middot|ast|#8226|#x2022);|%2A|%E2%80%A2)";

    /** Only masking characters, a run of them between other characters, or one repeated letter as a mask. */
    private static final Pattern MASKED = Pattern.compile(
            "^(?:" + MASK + "\\s*)+$|" + MASK + "{3}|^([xX.#_-])\\1{2,}$|^x{4,}|x{4,}$", Pattern.CASE_INSENSITIVE);

    /** A value shortened to its ends. Three full stops may also be part of a long secret. */
    private static final Pattern SHORTENED = Pattern.compile("\u2026|&hellip;|^.{0,12}\\.{3}.{0,12}$");

    /** A word in place of a value. */
    private static final Pattern WORD = Pattern.compile(
            "^\\W*(?:(?:(?:client|secret|value|key|token|password)[ _-]?)*(?:redacted|masked|hidden|sensitive)"
                    + "(?:[ _-]?(?:secret|value|data))?|undefined|null|none|nil)\\W*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SURROUNDED =
            Pattern.compile("^[\\s\\p{Z}\\p{Cf}]|[\\s\\p{Z}\\p{Cf}]$", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        if (value == null || value.isBlank()) {
            return true;
        }
        if (SURROUNDED.matcher(value).find()) {
            context.disableDefaultConstraintViolation();
            var replaced = context.buildConstraintViolationWithTemplate(PASTED_WITH_MORE)
                    .addConstraintViolation();
            return replaced == null;
        }
        return Stream.of(MASKED, SHORTENED, WORD)
                .noneMatch(masked -> masked.matcher(value).find());
    }
}
