// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.17;

// Brings Uniswap's Permit2 into the build, in its own profile: compiled as it was for its canonical address.
import {Permit2} from "permit2/Permit2.sol";
