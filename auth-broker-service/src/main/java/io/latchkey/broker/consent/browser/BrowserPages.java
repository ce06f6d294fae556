package io.latchkey.broker.consent.browser;

import io.latchkey.broker.url.PublicUrl;
import io.latchkey.work.ServerFailure;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.logging.Log;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Renders responses to browsers: redirects, and pages that cannot be framed or cached and run no scripts. */
@Singleton
public final class BrowserPages {
    private static final String STYLESHEET = "/connect/assets/page.css";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String REFRESH = "Refresh";
    private static final int UNPROCESSABLE = 422;
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int LEAST_REFRESH_SECONDS = 3;

    private static final Message UNAVAILABLE = new Message(
            "One moment, please",
            "A server that this page needs does not respond at the moment. Nothing is lost.",
            "Wait a few seconds, then reload the page.",
            null);

    private static final Message FAILED = new Message(
            "Something went wrong on our side",
            "The operators of this service can find the error in the log.",
            "Go back to the application that sent you here and start again.",
            null);

    private final String stylesheet;

    BrowserPages(PublicUrl publicUrl) {
        this.stylesheet = publicUrl.of(STYLESHEET);
    }

    @CheckedTemplate(basePath = "browser")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance connect(ConnectView view, String stylesheet);

        static native TemplateInstance form(FormView view, String stylesheet);

        static native TemplateInstance client(ClientFormView view, String stylesheet);

        static native TemplateInstance deviceCode(DeviceCodeView view, String stylesheet);

        static native TemplateInstance message(Message message, String stylesheet);
    }

    /** @param backUrl target of the page's button; null if the page has none */
    public record Message(
            String title,
            String text,
            String advice,
            @Nullable String backUrl) {}

    /**
     * The connect page. Its form must post its origin: with the policy {@code no-referrer}, browsers send
     * {@code Origin: null}.
     */
    public Uni<ResponseBuilder> connect(ConnectView view) {
        var refused = view.parameters().stream().anyMatch(parameter -> parameter.fault() != null);
        return page(refused ? UNPROCESSABLE : 200, Templates.connect(view, stylesheet), "same-origin");
    }

    /** The page with a form to enter a credential. It must post its origin like {@link #connect}. */
    public Uni<ResponseBuilder> form(FormView view) {
        var notice = view.notice();
        return page(notice == null ? 200 : notice.httpStatus(), Templates.form(view, stylesheet), "same-origin");
    }

    /** The page with a form to enter a client. It must post its origin like {@link #connect}. */
    public Uni<ResponseBuilder> client(ClientFormView view) {
        var notice = view.notice();
        return page(notice == null ? 200 : notice.httpStatus(), Templates.client(view, stylesheet), "same-origin");
    }

    /**
     * The page with a device code, which browsers load again. It sends no referrer, because its URL contains the token of
     * the link.
     */
    public Uni<Response> deviceCode(DeviceCodeView view) {
        var seconds = Math.max(LEAST_REFRESH_SECONDS, view.interval().toSeconds());
        return page(200, Templates.deviceCode(view, stylesheet), "no-referrer")
                .map(page -> page.header(REFRESH, seconds).build());
    }

    /** A copy that browsers load again soon. */
    public static Response loadedAgain(Response page) {
        return Response.fromResponse(page)
                .header(REFRESH, LEAST_REFRESH_SECONDS)
                .build();
    }

    /** @param back target of the page's button; null if the page has none */
    public Uni<Response> rejection(Rejection why, @Nullable URI back) {
        var message = new Message(why.title(), why.text(), why.advice(), back == null ? null : back.toString());
        return message(why.httpStatus(), message).map(ResponseBuilder::build);
    }

    /** A redirect that sends no referrer and is not cached. */
    public static ResponseBuilder seeOther(URI target) {
        return Response.seeOther(target).header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }

    /**
     * The page for any failure: a known cause has its own text, and every other failure is shown as an internal error.
     */
    public Uni<Response> failure(Throwable failure) {
        if (failure instanceof RejectedException rejected) {
            return rejection(rejected.rejection(), null);
        }
        if (unavailable(failure)) {
            return message(503, UNAVAILABLE)
                    .map(page -> page.header("Retry-After", RETRY_AFTER_SECONDS).build());
        }
        Log.error("a browser's request failed", failure);
        return message(500, FAILED).map(ResponseBuilder::build);
    }

    private static boolean unavailable(Throwable failure) {
        return failure instanceof Unavailable
                || ServerFailure.in(failure)
                        .filter(ServerFailure.UNAVAILABLE::equals)
                        .isPresent();
    }

    /** A page that sends no referrer, because its URL may contain parameters from a provider. */
    private Uni<ResponseBuilder> message(int status, Message message) {
        return page(status, Templates.message(message, stylesheet), "no-referrer");
    }

    private static Uni<ResponseBuilder> page(int status, TemplateInstance template, String referrerPolicy) {
        return template.createUni().map(html -> Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", referrerPolicy)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .entity(html));
    }
}
