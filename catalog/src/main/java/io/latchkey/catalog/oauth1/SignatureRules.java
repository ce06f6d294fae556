package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How all requests are signed.
 *
 * @param method HMAC-SHA1 unless the entry names another
 * @param realm the parameter {@code realm} of the header {@code Authorization} (RFC 5849, section 3.5.1); null: none
 */
public record SignatureRules(
        SignatureMethod method, @Nullable String realm) {
    public static final SignatureRules STANDARD = new SignatureRules(SignatureMethod.HMAC_SHA1, null);

    private static final Pattern QUOTABLE = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]+");

    public SignatureRules {
        method = method == null ? SignatureMethod.HMAC_SHA1 : method;
        if (realm != null && !QUOTABLE.matcher(realm).matches()) {
            throw new InvalidFieldException("realm", "must be printable ASCII without quotes and backslashes");
        }
    }

    public SignatureRules with(Templates templates) {
        return new SignatureRules(method, templates.orNull(realm, templates::text));
    }
}
