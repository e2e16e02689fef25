"""
The real pictures with ground truth that judge the network. They are never trained on, and no checkpoint was chosen by
their figures; the kinds of scene that the network lacked were found by looking at those it lost (README.md). CHOSEN was fixed before any score was seen: one
picture from each of ten recordings that differ in place, camera and sensor.
"""
import os

os.environ["OPENCV_IO_ENABLE_OPENEXR"] = "1"

import cv2
import numpy as np


def disparity_png(divisor):
    return lambda path: cv2.imread(path, cv2.IMREAD_UNCHANGED).astype(np.float64) / divisor


def depth_png(per_metre):
    return lambda path: inverse(cv2.imread(path, cv2.IMREAD_UNCHANGED).astype(np.float64) / per_metre)


def inverse(depth):
    return np.where(depth > 0, 1 / np.maximum(depth, 1e-9), 0)


def pfm(doffs=0.0):
    def read(path):
        with open(path, "rb") as file:
            assert file.readline().strip() == b"Pf"
            width, height = map(int, file.readline().split())
            order = "<f4" if float(file.readline()) < 0 else ">f4"
            values = np.frombuffer(file.read(), order, width * height).reshape(height, width)[::-1].astype(np.float64)
        return np.where(np.isfinite(values) & (values > 0), values + doffs, 0)

    return read


def sun_png(path):
    """SUN RGB-D turns the bits of its millimetres by three places."""
    raw = cv2.imread(path, cv2.IMREAD_UNCHANGED).astype(np.uint16)
    return inverse(((raw >> 3) | (raw << 13)).astype(np.float64) / 1000)


def exr(path):
    depth = cv2.imread(path, cv2.IMREAD_UNCHANGED).astype(np.float64)
    return inverse(np.nan_to_num(depth if depth.ndim == 2 else depth[:, :, 2]))


# Name: picture, ground truth (both below data/), reader of the truth: inverse depth in any unit, 0 = unknown.
CHOSEN = {
    "kitti2015": ("stereo/kitti2015/training/image_2/000000_10.png", "stereo/kitti2015/training/disp_occ_0/000000_10.png", disparity_png(256)),
    "eth3d_playground": ("stereo/eth3d_playground/im0.png", "stereo/eth3d_playground/disp0.pfm", pfm()),
    "nyu_v2": ("depth/nyu_v2/rgb_00000.jpg", "depth/nyu_v2/sync_depth_00000.png", depth_png(1000)),
    "sun_rgbd": ("depth/sun_rgbd/SUN_color.jpg", "depth/sun_rgbd/SUN_depth.png", sun_png),
    "tum_rgbd": ("depth/tum_rgbd/TUM_color.png", "depth/tum_rgbd/TUM_depth.png", depth_png(5000)),
    "redwood": ("depth/redwood/color_00000.jpg", "depth/redwood/depth_00000.png", depth_png(1000)),
    "seven_scenes": ("depth/seven_scenes/frame-000150.color.png", "depth/seven_scenes/frame-000150.depth.png", depth_png(1000)),
    "middlebury2003_cones": ("stereo/middlebury2003_cones/im2.png", "stereo/middlebury2003_cones/disp2.png", disparity_png(4)),
    "middlebury2014_Motorcycle_Q": ("stereo/middlebury2014_Motorcycle_Q/im0.png", "stereo/middlebury2014_Motorcycle_Q/disp0GT.pfm", pfm(32.778)),
    "cleargrasp_real": ("depth/cleargrasp_real/000000080-opaque-rgb-img.jpg", "depth/cleargrasp_real/000000080-opaque-depth-img.exr", exr),
}
# Reported apart, never counted: second pictures of the same recordings, and renderings.
FURTHER = {
    "kitti2012": ("stereo/kitti2012/training/colored_0/000000_10.png", "stereo/kitti2012/training/disp_occ/000000_10.png", disparity_png(256)),
    "kitti_depth": ("depth/kitti/rgb/0000000050.png", "depth/kitti/depth/0000000050.png", depth_png(256)),
    "middlebury2001_tsukuba": ("stereo/middlebury2001_tsukuba/im3.png", "stereo/middlebury2001_tsukuba/disp3.pgm", disparity_png(16)),
    "middlebury2006_Wood2_half": ("stereo/middlebury2006_Wood2_half/view1.png", "stereo/middlebury2006_Wood2_half/disp1.png", disparity_png(2)),
    "middlebury2006_aloe_full": ("stereo/middlebury2006_aloe_full/aloeL.jpg", "stereo/middlebury2006_aloe_full/aloeGT.png", disparity_png(1)),
    "cleargrasp_real_transparent": ("depth/cleargrasp_real/000000080-transparent-rgb-img.jpg", "depth/cleargrasp_real/000000080-opaque-depth-img.exr", exr),
    "cleargrasp_synthetic": ("depth/cleargrasp_synthetic/000000002-rgb.jpg", "depth/cleargrasp_synthetic/000000002-depth-rectified.exr", exr),
    "flyingthings3d": ("stereo/flyingthings3d/frames_cleanpass/TRAIN/A/0000/left/0006.png", "stereo/flyingthings3d/disparity/TRAIN/A/0000/left/0006.pfm", pfm()),
}


def load(folder, entry):
    """(picture H×W×3 uint8 RGB, inverse depth H×W float64 with 0 = unknown)"""
    picture, truth, read = entry
    rgb = cv2.imread(os.path.join(folder, picture), cv2.IMREAD_COLOR)[:, :, ::-1]
    values = read(os.path.join(folder, truth))
    assert values.shape == rgb.shape[:2], (picture, values.shape, rgb.shape)
    return np.ascontiguousarray(rgb), values
