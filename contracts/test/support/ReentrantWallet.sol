// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice An EIP-1271 wallet that tries to call whatever a test names while its signature is checked, and agrees if that failed.
contract ReentrantWallet {
    address public target;
    bytes public call;

    function onSignature(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function run(address to, bytes calldata data) external returns (bytes memory) {
        (bool ok, bytes memory answer) = to.call(data);
        require(ok, "refused");
        return answer;
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        if (target != address(0)) {
            (bool ok,) = target.call(call);
            require(!ok, "re-entered");
        }
        return this.isValidSignature.selector;
    }
}
