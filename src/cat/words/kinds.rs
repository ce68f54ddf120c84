//! What drawings show.

use super::pick;
use drawings::{Kind, Place};

/// Several of a kind.
pub fn several(kind: Kind, chinese: bool) -> &'static str {
    let (en, zh) = match kind {
        Kind::Cat => ("cats", "猫"),
        Kind::Rabbit => ("rabbits", "兔子"),
        Kind::Bear => ("bears", "熊"),
        Kind::Dog => ("dogs", "狗"),
        Kind::Bald => ("earless heads", "没耳朵的脸"),
        Kind::House => ("houses", "房子"),
        Kind::Blob => ("blobs", "一团线"),
        Kind::Faceless => ("faceless heads", "没五官的猫头"),
        Kind::Scatter => ("scattered cats", "打散的猫"),
    };
    pick(chinese, en, zh)
}

/// What a unit looks for.
pub fn place(place: Place, chinese: bool) -> &'static str {
    let (en, zh) = match place {
        Place::Crown => ("top", "头顶"),
        Place::Cheek => ("cheek", "脸颊"),
        Place::Chin => ("chin", "下巴"),
        Place::Ear => ("ear", "耳朵"),
        Place::Eye => ("eye", "眼睛"),
        Place::Nose => ("nose", "鼻子"),
        Place::Whisker => ("whisker", "胡须"),
    };
    pick(chinese, en, zh)
}
