package io.latchkey.catalog;

import io.latchkey.catalog.form.FieldText;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * An access key of the user that signs requests with AWS Signature Version 4.
 *
 * @param accessKeyId what the form says about the id of the key
 * @param secretAccessKey what the form says about the key
 * @param sessionToken what the form says about the token that temporary keys have; null: it is not asked for
 * @param region the region for which requests are signed, for example {@code us-east-1}
 * @param service the service for which requests are signed, for example {@code sts}
 * @param identity null if the provider has no request that identifies the account of a key
 * @param probe decides whether what was entered is accepted; null where the provider has no request for it: anything is
 *     stored then
 */
public record SigV4(
        String id,
        FieldText accessKeyId,
        FieldText secretAccessKey,
        @Nullable FieldText sessionToken,
        String region,
        String service,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    public SigV4 {
        id = Require.id("id", id);
        accessKeyId = FieldText.labelled(accessKeyId, "Access key ID");
        secretAccessKey = FieldText.labelled(secretAccessKey, "Secret access key");
        sessionToken = sessionToken == null ? null : FieldText.labelled(sessionToken, "Session token");
        region = Require.present("region", region);
        service = Require.present("service", service);
    }

    @Override
    public SigV4 with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION);
        return new SigV4(
                id,
                accessKeyId,
                secretAccessKey,
                sessionToken,
                entered.text(region),
                entered.text(service),
                identity == null ? null : identity.with(entered),
                probe == null ? null : probe.with(entered));
    }
}
