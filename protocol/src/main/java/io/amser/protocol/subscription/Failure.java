package io.amser.protocol.subscription;

import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.WindowId;

/** One reported attempt that moved nothing. */
public record Failure(FailCode code, Responsible responsible, WindowId window, ChainTime at) {}
