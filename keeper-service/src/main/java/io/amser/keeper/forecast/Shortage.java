package io.amser.keeper.forecast;

import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;

/**
 * A charge that will not go through.
 *
 * @param missing of its amount, once those before it have been paid
 */
record Shortage(UpcomingCharge charge, TokenAmount missing, FailCode reason) {}
