package io.latchkey.verifier.probe;

import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.edge.peer.PeerCalls;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.probe.Answer.NoCredential;
import io.latchkey.verifier.probe.Answer.Probed;
import io.latchkey.verifier.probe.Answer.Unreachable;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks the broker to probe a provider. Never fails: a failure of the broker becomes an {@link Answer} too. */
@ApplicationScoped
public class Probes {
    private final BrokerClient broker;

    Probes(@RestClient BrokerClient broker) {
        this.broker = broker;
    }

    /**
     * Completes on the Vert.x context that subscribed.
     *
     * @param limit how long to wait for the broker
     */
    public Uni<Answer> probe(Grant grant, Duration limit) {
        return Uni.createFrom().deferred(() -> {
            var context = Objects.requireNonNull(Vertx.currentContext(), "called outside a Vert.x context");
            return PeerCalls.withValidToken(broker.probe(new ProbeRequest(grant.connectionId(), grant.tenant())))
                    .<Answer>map(Probed::new)
                    .ifNoItem()
                    .after(limit)
                    .fail()
                    .onFailure()
                    .recoverWithItem(failure -> explain(grant, failure))
                    .emitOn(task -> context.runOnContext(ignored -> task.run()));
        });
    }

    private static Answer explain(Grant grant, Throwable failure) {
        var answer = answer(failure);
        Log.debugf(
                "probe failed connection=%s answer=%s cause=%s",
                grant.connectionId(), answer, failure.getClass().getSimpleName());
        return answer;
    }

    private static Answer answer(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new Unreachable("broker_timeout");
        }
        if (failure instanceof WebApplicationException refusal) {
            var status = refusal.getResponse().getStatus();
            return status == 404 || status == 409 ? new NoCredential() : new Unreachable("broker_http_" + status);
        }
        return new Unreachable("broker_unreachable");
    }
}
