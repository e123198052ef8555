package io.amser.webhook.problem;

import io.amser.jsonroutes.ProblemCode;

/** What can be wrong with requests about webhooks alone. */
public enum WebhookProblem implements ProblemCode {
    UNKNOWN_ENDPOINT(404, "No such endpoint is known"),
    UNKNOWN_DELIVERY(404, "No such delivery is known"),
    UNKNOWN_REPLAY(404, "No such replay is known"),
    TOO_MANY_ENDPOINTS(409, "The merchant has as many endpoints as may be"),
    ENDPOINT_DISABLED(409, "The endpoint is disabled"),
    ENDPOINT_NOT_DISABLED(409, "The endpoint is not disabled"),
    DELIVERY_PENDING(409, "The delivery is not done yet"),
    REPLAY_UNDER_WAY(409, "The endpoint has a replay that is not over"),
    REPLAY_OVER(409, "The replay is over");

    private final int status;
    private final String title;

    WebhookProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
