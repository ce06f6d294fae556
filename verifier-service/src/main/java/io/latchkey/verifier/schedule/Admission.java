package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.verifier.grant.Grant;
import java.util.UUID;

/** The decision on a request for a check. */
public sealed interface Admission {
    /** Run the check: the caller holds the claim on the row until it is settled. */
    record Claimed(Claim claim) implements Admission {}

    /** Wait: another caller or replica holds this claim on the row. */
    record Busy(UUID owner) implements Admission {}

    /** Use the result of the check that the caller has waited for. */
    record Answered(CheckCompleted check) implements Admission {}

    /** Return no result: no check of the connection is running, and the caller cannot wait for another one. */
    record Late() implements Admission {}

    /** Run the check without a claim: the feed has not delivered the connection yet, so nothing is scheduled. */
    record Unscheduled(Grant grant) implements Admission {}
}
